//! HTTP vocabulary shared by the middleware, the API and the site's routes.

pub mod problem;
