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

/// A client has this long for its headers, and as long between two requests.
const HEADERS_MAX: Duration = Duration::from_secs(15);
/// How long running requests may go on once stopping was asked for.
const DRAIN: Duration = Duration::from_secs(15);
/// Connections at the same time; more wait in the kernel's queue.
const CONNECTIONS: usize = 4096;

/// Serves until `stop` is cancelled, then lets running requests finish.
pub(crate) async fn serve(listener: TcpListener, app: Router, stop: CancellationToken) {
    let mut server = Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(HEADERS_MAX);
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
    if tokio::time::timeout(DRAIN, draining.shutdown()).await.is_err() {
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
