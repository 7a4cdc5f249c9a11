//! `server healthcheck`: asks the server of this machine for its readiness, for a supervisor that
//! can start a program but not speak HTTP, such as a container's.

use crate::config::{Config, Source};
use anyhow::{Context as _, bail};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// For the whole check; shorter than the timeout of the supervisor, which would tell nothing.
pub(crate) const DEADLINE: Duration = Duration::from_secs(3);
/// The answer is a status line, headers and a sentence.
const ANSWER_MAX: u64 = 8 * 1024;

pub(super) fn run() -> anyhow::Result<()> {
    let config = Config::load(&Source::of_process()?)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("the check could not be started")?;
    println!("{}", runtime.block_on(check(from_here(config.listen), DEADLINE))?);
    Ok(())
}

/// The address of this machine under which the server's own is reached.
fn from_here(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// The server's own words when it is ready, the error says them when it is not.
async fn check(address: SocketAddr, deadline: Duration) -> anyhow::Result<String> {
    let answer = timeout(deadline, ask(address))
        .await
        .with_context(|| format!("{address} did not answer within {deadline:?}"))?
        .with_context(|| format!("{address} does not answer"))?;
    let status = answer.split(' ').nth(1).unwrap_or_default();
    let words = answer.split_once("\r\n\r\n").map(|(_, body)| body.trim()).unwrap_or_default();
    if status != "200" {
        bail!("{address} is not ready: {status} {words}")
    }
    Ok(words.to_owned())
}

async fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = "GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.take(ANSWER_MAX).read_to_string(&mut answer).await?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::http::StatusCode;
    use axum::routing::get;
    use tokio::net::TcpListener;

    async fn answering(status: StatusCode, words: &'static str) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = Router::new().route("/readyz", get(async move || (status, words)));
        tokio::spawn(async move { axum::serve(listener, app).await });
        address
    }

    #[tokio::test]
    async fn a_server_is_well_when_it_is_ready_and_only_then() {
        let well = answering(StatusCode::OK, "ready\n").await;
        assert_eq!(check(well, DEADLINE).await.unwrap(), "ready");
        let ill = answering(StatusCode::SERVICE_UNAVAILABLE, "no database\n").await;
        let told = check(ill, DEADLINE).await.unwrap_err().to_string();
        assert!(told.ends_with("is not ready: 503 no database"), "{told}");
    }

    #[tokio::test]
    async fn a_server_that_is_gone_or_silent_is_not_well() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        // The kernel accepts the connection; no response comes.
        let told = check(address, Duration::from_millis(50)).await.unwrap_err().to_string();
        assert!(told.contains("did not answer within 50ms"), "{told}");
        drop(listener);
        let told = check(address, DEADLINE).await.unwrap_err().to_string();
        assert!(told.ends_with("does not answer"), "{told}");
    }

    #[test]
    fn a_server_that_listens_everywhere_is_asked_here() {
        for (listen, asked) in [
            ("0.0.0.0:80", "127.0.0.1:80"),
            ("[::]:3000", "[::1]:3000"),
            ("192.0.2.7:3000", "192.0.2.7:3000"),
        ] {
            assert_eq!(from_here(listen.parse().unwrap()), asked.parse().unwrap());
        }
    }
}
