//! Accepting connections. axum's own loop can neither cut off a client that trickles its headers
//! nor give up on one that never ends, so this is a loop of our own over hyper.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// A client has this long for its headers, and as long between two requests.
    headers: Duration,
    /// Running requests may go on for this long once stopping was asked for.
    drain: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { headers: Duration::from_secs(15), drain: Duration::from_secs(15) }
    }
}

/// Connections at the same time; more wait in the kernel's queue.
const CONNECTIONS: usize = 4096;

/// Serves until `stop` is cancelled, then lets running requests finish.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    stop: CancellationToken,
    patience: Patience,
) {
    let mut server = Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(patience.headers);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let draining = GracefulShutdown::new();
    loop {
        let accepted = async {
            // The semaphore is never closed.
            let place = Arc::clone(&places).acquire_owned().await.ok();
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            accepted = accepted => accepted,
            () = stop.cancelled() => break,
        };
        let (stream, peer) = match accepted {
            Ok(connection) => connection,
            Err(error) => {
                // Out of file descriptors, most likely: others have to end first.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let watcher = draining.watcher();
        let (server, app) = (server.clone(), app.clone());
        tokio::spawn(async move {
            let _place = place;
            let connection = server.serve_connection(io(stream), service(app, peer));
            // The client's business: a reset connection, a request that is no HTTP.
            if let Err(error) = watcher.watch(connection).await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(patience.drain, draining.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and are cut off");
    }
}

fn io(stream: TcpStream) -> TokioIo<TcpStream> {
    // Nagle's algorithm would hold streamed HTML back for a delayed acknowledgement, some 40 ms.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY was refused");
    }
    TokioIo::new(stream)
}

/// The application, told who is at the other end.
fn service(
    app: Router,
    peer: SocketAddr,
) -> TowerToHyperService<
    impl tower::Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send>
    + Clone
    + Send,
> {
    TowerToHyperService::new(app.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.map(Body::new)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::sync::Notify;
    use tokio::task::JoinHandle;

    async fn start(
        app: Router,
        patience: Patience,
    ) -> (TcpStream, CancellationToken, JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let serving = tokio::spawn(serve(listener, app, stop.clone(), patience));
        (TcpStream::connect(address).await.unwrap(), stop, serving)
    }

    async fn rest(client: &mut TcpStream) -> String {
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn a_client_that_never_ends_its_headers_is_cut_off() {
        let patience = Patience { headers: Duration::from_millis(50), ..Patience::default() };
        let app = Router::new().route("/", get(async || "hello"));
        let (mut client, ..) = start(app, patience).await;
        client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\nx-slow: ").await.unwrap();
        // Reading ends only because the server hangs up.
        assert!(!rest(&mut client).await.contains("200 OK"));
    }

    #[tokio::test]
    async fn a_running_request_may_finish_when_the_server_stops() {
        let (arrived, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (in_handler, may_go) = (Arc::clone(&arrived), Arc::clone(&go));
        let app = Router::new().route(
            "/",
            get(async move || {
                in_handler.notify_one();
                may_go.notified().await;
                "finished"
            }),
        );
        let (mut client, stop, serving) = start(app, Patience::default()).await;
        client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        arrived.notified().await;
        stop.cancel();
        go.notify_one();
        assert!(rest(&mut client).await.contains("finished"));
        serving.await.unwrap();
    }

    #[tokio::test]
    async fn a_request_that_does_not_end_does_not_hold_the_stop_up() {
        let patience = Patience { drain: Duration::from_millis(50), ..Patience::default() };
        let arrived = Arc::new(Notify::new());
        let in_handler = Arc::clone(&arrived);
        let app = Router::new().route(
            "/",
            get(async move || {
                in_handler.notify_one();
                std::future::pending::<()>().await;
            }),
        );
        let (mut client, stop, serving) = start(app, patience).await;
        client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        arrived.notified().await;
        stop.cancel();
        serving.await.unwrap();
    }
}
