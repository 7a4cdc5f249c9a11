//! Events and their categories.
