//! Resources: a page's data, fetched on the server and sent to the browser with the HTML.

use crate::error::{AppError, AppResult};
use crate::json::{self, Unreadable};
use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::any::Any;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use types::ErrorCode;

/// JSON that the server writes into the page, read the way that answers of server functions are: one
/// reader of each type in the browser's code instead of two.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl<T: Serialize> Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, serde_json::Error> {
        written(value)
    }
}

/// The browser writes no page: the code that would is not sent to it.
#[cfg_attr(
    not(feature = "ssr"),
    allow(clippy::unnecessary_wraps, reason = "what the server writes may fail")
)]
fn written<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    #[cfg(feature = "ssr")]
    return serde_json::to_string(value);
    #[cfg(not(feature = "ssr"))]
    {
        let _ = value;
        Ok(String::new())
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = Unreadable;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Unreadable> {
        json::read(text)
    }
}

/// A resource that a page awaits.
pub struct Loaded<T> {
    resource: Resource<Erased, ErasedJson>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loaded<T> {}

impl<T> Loaded<T> {
    /// Fetches it again; what is there is shown meanwhile.
    pub fn refetch(&self) {
        self.resource.refetch();
    }
}

impl<T: Clone + DeserializeOwned + Send + Sync + 'static> IntoFuture for Loaded<T> {
    type Output = AppResult<T>;
    type IntoFuture = Pin<Box<dyn Future<Output = AppResult<T>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        // Made at once: it belongs to the reactive owner that awaits now.
        let loaded = self.resource.into_future();
        Box::pin(async move { loaded.await.get() })
    }
}

/// Starts to load it, again whenever `source` changes.
pub fn load<S, T, Fut>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> Fut + Send + Sync + 'static,
) -> Loaded<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + Send + Sync + 'static,
    Fut: Future<Output = AppResult<T>> + Send + 'static,
{
    let fetch = move |source: Source| -> Fetching {
        let Some(source) = source.get::<S>() else { return Box::pin(std::future::pending()) };
        let fetched = fetch(source);
        Box::pin(async move { Erased::new(fetched.await) })
    };
    let source = move || Source::new(source());
    Loaded { resource: resource(Box::new(source), Box::new(fetch)), of: PhantomData }
}

type Fetching = Pin<Box<dyn Future<Output = Erased> + Send>>;

/// What Leptos does for a resource is the same for all that is loaded. It is compiled once, and not
/// once for each page, which was a tenth of the browser's code.
fn resource(
    source: Box<dyn Fn() -> Source + Send + Sync>,
    fetch: Box<dyn Fn(Source) -> Fetching + Send + Sync>,
) -> Resource<Erased, ErasedJson> {
    Resource::new_with_options(source, fetch, false)
}

/// What is loaded by: only its page knows the type.
#[derive(Clone)]
struct Source {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&(dyn Any + Send + Sync), &(dyn Any + Send + Sync)) -> bool,
}

impl Source {
    fn new<S: PartialEq + Send + Sync + 'static>(value: S) -> Self {
        Self { value: Arc::new(value), same: same::<S> }
    }

    /// None for another type than it was made of.
    fn get<S: Clone + 'static>(&self) -> Option<S> {
        self.value.downcast_ref().cloned()
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(self.value.as_ref(), other.value.as_ref())
    }
}

fn same<S: PartialEq + 'static>(
    one: &(dyn Any + Send + Sync),
    other: &(dyn Any + Send + Sync),
) -> bool {
    one.downcast_ref::<S>() == other.downcast_ref::<S>()
}

/// A loaded value whose type only its page knows.
#[derive(Clone)]
enum Erased {
    /// It came with the page, as JSON.
    Text(Arc<str>),
    /// It was fetched here.
    Value { value: Arc<dyn Any + Send + Sync>, encode: Encode },
}

/// Writes it into the page.
type Encode = fn(&(dyn Any + Send + Sync)) -> Result<String, serde_json::Error>;

impl Erased {
    fn new<T: Serialize + Send + Sync + 'static>(value: AppResult<T>) -> Self {
        Self::Value { value: Arc::new(value), encode: encode::<T> }
    }

    fn get<T: Clone + DeserializeOwned + 'static>(&self) -> AppResult<T> {
        let known = match self {
            Self::Text(text) => Json::decode(text).ok(),
            Self::Value { value, .. } => value.downcast_ref::<AppResult<T>>().cloned(),
        };
        known.unwrap_or_else(|| Err(AppError(ErrorCode::Internal.into())))
    }
}

fn encode<T: Serialize + 'static>(
    value: &(dyn Any + Send + Sync),
) -> Result<String, serde_json::Error> {
    written(&value.downcast_ref::<AppResult<T>>())
}

struct ErasedJson;

impl Encoder<Erased> for ErasedJson {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(loaded: &Erased) -> Result<String, serde_json::Error> {
        match loaded {
            Erased::Text(text) => Ok(text.as_ref().to_owned()),
            Erased::Value { value, encode } => encode(value.as_ref()),
        }
    }
}

impl Decoder<Erased> for ErasedJson {
    type Error = Unreadable;
    type Encoded = str;

    fn decode(text: &str) -> Result<Erased, Unreadable> {
        Ok(Erased::Text(text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(value: AppResult<Vec<u32>>) -> Erased {
        ErasedJson::decode(&ErasedJson::encode(&Erased::new(value)).unwrap()).unwrap()
    }

    #[test]
    fn what_is_sent_with_the_page_is_read_as_it_was() {
        assert_eq!(sent(Ok(vec![1, 2])).get::<Vec<u32>>(), Ok(vec![1, 2]));
        let refusal = AppError(ErrorCode::NotFound.into());
        assert_eq!(sent(Err(refusal.clone())).get::<Vec<u32>>(), Err(refusal));
    }

    #[test]
    fn a_source_is_another_one_where_its_value_is() {
        let at = |text: &str, page: i64| Source::new((text.to_owned(), page));
        assert!(at("a", 1) == at("a", 1));
        assert!(at("a", 1) != at("a", 2));
        assert_eq!(at("a", 1).get::<(String, i64)>(), Some(("a".to_owned(), 1)));
        assert_eq!(at("a", 1).get::<String>(), None);
    }

    #[test]
    fn what_was_fetched_here_needs_no_reading() {
        assert_eq!(Erased::new(Ok(7_u32)).get::<u32>(), Ok(7));
    }
}
