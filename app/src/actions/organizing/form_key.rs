//! The idempotency key of a form that needs nothing else from the server.

/// New on the server, so that a double click without JavaScript is one request. In the browser the
/// form itself refuses the second click.
pub fn form_key() -> String {
    #[cfg(feature = "ssr")]
    return crate::actions::idempotency_key::new();
    #[cfg(not(feature = "ssr"))]
    String::new()
}
