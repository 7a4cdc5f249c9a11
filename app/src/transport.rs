//! Server functions' way between browser and server. What differs by function is how its input is
//! written and how its answer is read; the request between them is compiled once.

use crate::error::{AppError, AppResult};
use crate::json;
use leptos::server_fn::client::Client;
use leptos::server_fn::client::browser::BrowserClient;
use leptos::server_fn::codec::{self, Encoding, IntoReq};
use leptos::server_fn::redirect::call_redirect_hook;
use leptos::server_fn::request::ClientReq;
use leptos::server_fn::request::browser::BrowserRequest;
use leptos::server_fn::response::ClientRes;
use leptos::server_fn::server::Server;
use leptos::server_fn::{Bytes, ContentType as _, Http, Protocol};
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;
use types::ErrorCode;

/// A function that reads: its input stands in the address.
#[derive(Debug)]
pub struct Get;

/// A function that changes something: its input is sent like a form.
#[derive(Debug)]
pub struct Post;

/// What a server answers is read as the codec of that name writes it.
type Answer = codec::Json;

macro_rules! protocol {
    ($protocol:ident, $codec:ident) => {
        impl<I, O, S> Protocol<I, O, BrowserClient, S, AppError> for $protocol
        where
            Http<codec::$codec, Answer>: Protocol<I, O, BrowserClient, S, AppError>,
            I: IntoReq<codec::$codec, BrowserRequest, AppError> + Send,
            O: DeserializeOwned,
            S: Server<AppError>,
        {
            const METHOD: http::Method = codec::$codec::METHOD;

            fn run_server<F, Fut>(
                request: S::Request,
                server_fn: F,
            ) -> impl Future<Output = AppResult<S::Response>> + Send
            where
                F: Fn(I) -> Fut + Send,
                Fut: Future<Output = AppResult<O>> + Send,
            {
                Http::<codec::$codec, Answer>::run_server(request, server_fn)
            }

            fn run_client(path: &str, input: I) -> impl Future<Output = AppResult<O>> + Send {
                answer(input.into_req(path, Answer::CONTENT_TYPE))
            }
        }
    };
}

protocol!(Get, GetUrl);
protocol!(Post, PostUrl);

/// Sends a form to a function by [`Post`].
pub fn post<T: DeserializeOwned>(
    path: &str,
    form: String,
) -> impl Future<Output = AppResult<T>> + Send + use<T> {
    let kind = codec::PostUrl::CONTENT_TYPE;
    answer(BrowserRequest::try_new_post(path, kind, Answer::CONTENT_TYPE, form))
}

fn answer<T: DeserializeOwned>(
    request: AppResult<BrowserRequest>,
) -> impl Future<Output = AppResult<T>> + Send + use<T> {
    let sent = send(request);
    async move { sent.await.and_then(|text| read(&text)) }
}

fn read<T: DeserializeOwned>(text: &[u8]) -> AppResult<T> {
    json::read_bytes(text).map_err(|_| AppError(ErrorCode::Internal.into()))
}

/// The answer's text, or what was refused. A redirect is followed by the router.
fn send(
    request: AppResult<BrowserRequest>,
) -> Pin<Box<dyn Future<Output = AppResult<Bytes>> + Send>> {
    Box::pin(async move {
        let response = <BrowserClient as Client<AppError>>::send(request?).await?;
        let status = ClientRes::<AppError>::status(&response);
        let moved = (300..400).contains(&status) || ClientRes::<AppError>::has_redirect(&response);
        let location = moved.then(|| ClientRes::<AppError>::location(&response));
        let text: Bytes = ClientRes::<AppError>::try_into_bytes(response).await?;
        if (400..600).contains(&status) {
            return Err(read(&text).unwrap_or_else(|error| error));
        }
        if let Some(location) = location {
            call_redirect_hook(&location);
        }
        Ok(text)
    })
}

#[cfg(test)]
mod tests {
    use crate::sources;

    #[test]
    fn every_function_is_called_by_code_that_is_there_once() {
        let mut functions = 0;
        for (file, text) in sources::files() {
            for function in text.split("#[server(").skip(1).filter(|it| it.contains("endpoint")) {
                let attribute = function.split(")]").next().unwrap_or_default();
                if !attribute.contains("endpoint") {
                    continue;
                }
                functions += 1;
                let ours =
                    attribute.contains("protocol = Get") || attribute.contains("protocol = Post");
                assert!(ours, "{file}: a function whose protocol is Leptos's");
            }
        }
        assert!(functions > 80, "{functions} functions are not all there are");
    }
}
