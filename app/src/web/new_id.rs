//! Ids that are made on the device.

use uuid::Uuid;

/// A new one; nil where it cannot be made, which the server takes for none.
pub fn new_id() -> Uuid {
    #[cfg(feature = "hydrate")]
    {
        let bytes = js_sys::Uint8Array::new_with_length(16);
        let Some(crypto) = super::js::of_window("crypto") else { return Uuid::nil() };
        if super::js::call(&crypto, "getRandomValues", &[bytes.clone().into()]).is_none() {
            return Uuid::nil();
        }
        let mut random = [0; 16];
        bytes.copy_to(&mut random);
        uuid::Builder::from_random_bytes(random).into_uuid()
    }
    #[cfg(not(feature = "hydrate"))]
    Uuid::nil()
}
