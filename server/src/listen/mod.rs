//! Accepting connections: a loop of our own over hyper. axum's can neither cut off a client that
//! trickles its headers or takes nothing of its response, nor keep one network from taking every
//! connection, nor give up on a request that never ends.

mod connection_limits;
mod progress;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::response::Response;
pub(crate) use connection_limits::DESCRIPTORS;
use connection_limits::{ConnectionLimits, ConnectionPermit};
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use progress::Progress;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// Running requests may go on for this long once stopping was asked for.
pub(crate) const DRAIN: Duration = Duration::from_secs(15);

/// Timeouts of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeouts {
    /// A client has this long for its headers, and as long between two requests.
    headers: Duration,
    /// A client that takes no byte of what is sent to it for so long is cut off.
    taking: Duration,
    /// See [`DRAIN`].
    drain: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { headers: Duration::from_secs(15), taking: Duration::from_secs(30), drain: DRAIN }
    }
}

/// Limits by where a connection comes from.
#[derive(Clone, Debug)]
pub(crate) struct ConnectionSettings {
    /// Connections at the same time.
    pub per_network: usize,
    /// Proxies, whose connections are not counted by network.
    pub trusted_proxies: Vec<IpAddr>,
}

/// The response to a network that has used up its connections; the connection ends with it.
const TOO_MANY: &[u8] = b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 10\r\n\
    connection: close\r\ncontent-type: text/plain\r\ncontent-length: 22\r\n\r\n\
    Too many connections.\n";

/// Serves until `stop` is cancelled, then lets running requests finish.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    stop: CancellationToken,
    settings: ConnectionSettings,
    timeouts: Timeouts,
) {
    let mut server = Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(timeouts.headers);
    let limits = ConnectionLimits::new(settings.per_network, settings.trusted_proxies);
    let draining = GracefulShutdown::new();
    loop {
        let accepted = async {
            let permit = limits.acquire().await;
            (listener.accept().await, permit)
        };
        let (accepted, permit) = tokio::select! {
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
        let Some(permit) = limits.take(peer.ip(), permit) else {
            tracing::debug!(%peer, "refused a connection: its network has too many");
            // Best effort: the loop does not wait for the client.
            let _ = rustix::net::send(&stream, TOO_MANY, rustix::net::SendFlags::DONTWAIT);
            continue;
        };
        let watcher = draining.watcher();
        let (server, app) = (server.clone(), app.clone());
        tokio::spawn(async move {
            let io = io(stream, timeouts.taking, permit);
            let connection = server.serve_connection(io, service(app, peer));
            // The client's business: a reset connection, a request that is no HTTP.
            if let Err(error) = watcher.watch(connection).await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(timeouts.drain, draining.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and are cut off");
    }
}

fn io(
    stream: TcpStream,
    taking: Duration,
    permit: ConnectionPermit,
) -> TokioIo<Progress<TcpStream>> {
    // Nagle's algorithm would hold streamed HTML back for a delayed acknowledgement, some 40 ms.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY was refused");
    }
    give_up_on_silence(&stream, taking);
    TokioIo::new(Progress::new(stream, taking, Some(permit)))
}

/// `TCP_USER_TIMEOUT`: the kernel drops a connection whose sent data is not acknowledged in that time. A
/// stream that is quiet for the most part would not notice by itself.
#[cfg(target_os = "linux")]
fn give_up_on_silence(stream: &TcpStream, after: Duration) {
    let milliseconds = u32::try_from(after.as_millis()).unwrap_or(u32::MAX);
    if let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(stream, milliseconds) {
        tracing::debug!(%error, "TCP_USER_TIMEOUT was refused");
    }
}

#[cfg(not(target_os = "linux"))]
fn give_up_on_silence(_: &TcpStream, _: Duration) {}

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
