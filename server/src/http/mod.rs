//! HTTP vocabulary shared by the middleware, the API and the site's routes.

mod error_responder;
pub(crate) mod path;
pub mod problem;

pub(crate) use error_responder::ErrorResponder;
