//! With real sockets.

use super::*;
use axum::body::Bytes;
use axum::routing::get;
use futures::{StreamExt as _, stream};
use std::io;
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

const SETTINGS: ConnectionSettings =
    ConnectionSettings { per_network: 3, trusted_proxies: Vec::new() };

async fn start(app: Router, timeouts: Timeouts) -> (TcpStream, CancellationToken, JoinHandle<()>) {
    let (address, stop, serving) = listen(app, SETTINGS, timeouts).await;
    (TcpStream::connect(address).await.unwrap(), stop, serving)
}

async fn listen(
    app: Router,
    settings: ConnectionSettings,
    timeouts: Timeouts,
) -> (SocketAddr, CancellationToken, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let serving = tokio::spawn(serve(listener, app, stop.clone(), settings, timeouts));
    (address, stop, serving)
}

/// Tells when it is dropped: its answer is not being sent any more.
struct Told(Arc<Notify>);

impl Drop for Told {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

async fn rest(client: &mut TcpStream) -> String {
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_client_that_never_ends_its_headers_is_cut_off() {
    let timeouts = Timeouts { headers: Duration::from_millis(50), ..Timeouts::default() };
    let app = Router::new().route("/", get(async || "hello"));
    let (mut client, ..) = start(app, timeouts).await;
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
    let (mut client, stop, serving) = start(app, Timeouts::default()).await;
    client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    arrived.notified().await;
    stop.cancel();
    go.notify_one();
    assert!(rest(&mut client).await.contains("finished"));
    serving.await.unwrap();
}

#[tokio::test]
async fn a_request_that_does_not_end_does_not_hold_the_stop_up() {
    let timeouts = Timeouts { drain: Duration::from_millis(50), ..Timeouts::default() };
    let arrived = Arc::new(Notify::new());
    let in_handler = Arc::clone(&arrived);
    let app = Router::new().route(
        "/",
        get(async move || {
            in_handler.notify_one();
            std::future::pending::<()>().await;
        }),
    );
    let (mut client, stop, serving) = start(app, timeouts).await;
    client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    arrived.notified().await;
    stop.cancel();
    serving.await.unwrap();
}

#[tokio::test]
async fn a_client_that_takes_nothing_of_its_answer_is_cut_off() {
    let gone = Arc::new(Notify::new());
    let told = Arc::clone(&gone);
    // More than any kernel takes for somebody else.
    let app = Router::new().route(
        "/",
        get(async move || {
            let told = Told(told);
            Body::from_stream(stream::iter(0..100_000).map(move |_| {
                let _ = &told;
                Ok::<_, io::Error>(Bytes::from_static(&[b'x'; 10_000]))
            }))
        }),
    );
    let timeouts = Timeouts { taking: Duration::from_millis(50), ..Timeouts::default() };
    let (mut client, ..) = start(app, timeouts).await;
    client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    // It stays connected and reads nothing. This ends only because the server gives up.
    gone.notified().await;
    drop(client);
}

#[tokio::test]
async fn a_quiet_stream_is_not_cut_off() {
    let short = Duration::from_millis(20);
    let go = Arc::new(Notify::new());
    let may_go = Arc::clone(&go);
    let app = Router::new().route(
        "/",
        get(async move || {
            Body::from_stream(stream::unfold((0, may_go), async |(number, may_go)| {
                if number > 0 {
                    may_go.notified().await;
                }
                let chunk = Ok::<_, io::Error>(format!("news {number}\n"));
                (number < 2).then_some((chunk, (number + 1, may_go)))
            }))
        }),
    );
    let timeouts = Timeouts { taking: short, ..Timeouts::default() };
    let (mut client, ..) = start(app, timeouts).await;
    client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    while !answer.contains("news 0") {
        let mut some = [0; 1000];
        let read = client.read(&mut some).await.unwrap();
        assert_ne!(read, 0, "{answer}");
        answer += std::str::from_utf8(&some[..read]).unwrap();
    }
    tokio::time::sleep(short * 5).await;
    go.notify_one();
    go.notify_one();
    let more = async {
        while !answer.contains("news 1") {
            let mut some = [0; 1000];
            let read = client.read(&mut some).await.unwrap();
            assert_ne!(read, 0, "cut off after {answer}");
            answer += std::str::from_utf8(&some[..read]).unwrap();
        }
    };
    more.await;
}

#[tokio::test]
async fn one_network_cannot_take_every_place() {
    let app = Router::new().route("/", get(async || "hello"));
    let (address, ..) = listen(app, SETTINGS, Timeouts::default()).await;
    let ask = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    // Idle connections, but each is accepted: the fourth is after them in the kernel's queue.
    let mut held = Vec::new();
    for _ in 0..SETTINGS.per_network {
        held.push(TcpStream::connect(address).await.unwrap());
    }
    let mut fourth = TcpStream::connect(address).await.unwrap();
    assert!(rest(&mut fourth).await.starts_with("HTTP/1.1 429 "));
    // Somebody else comes in all the same.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.2:0".parse().unwrap()).unwrap();
    let mut neighbour = socket.connect(address).await.unwrap();
    neighbour.write_all(ask).await.unwrap();
    assert!(rest(&mut neighbour).await.starts_with("HTTP/1.1 200 "));
    // Who leaves makes room.
    let mut first = held.remove(0);
    first.write_all(ask).await.unwrap();
    assert!(rest(&mut first).await.starts_with("HTTP/1.1 200 "));
    let mut next = TcpStream::connect(address).await.unwrap();
    next.write_all(ask).await.unwrap();
    assert!(rest(&mut next).await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn a_proxy_connects_for_everybody() {
    let app = Router::new().route("/", get(async || "hello"));
    let settings =
        ConnectionSettings { trusted_proxies: vec!["127.0.0.1".parse().unwrap()], ..SETTINGS };
    let (address, ..) = listen(app, settings, Timeouts::default()).await;
    let mut held = Vec::new();
    for _ in 0..SETTINGS.per_network * 2 {
        held.push(TcpStream::connect(address).await.unwrap());
    }
    for client in &mut held {
        let ask = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        client.write_all(ask).await.unwrap();
        assert!(rest(client).await.starts_with("HTTP/1.1 200 "));
    }
}
