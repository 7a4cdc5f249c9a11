//! Single requests with a body, for what must be there before the load comes.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::{Context, bail};
use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(30);

/// Posts JSON and reads JSON; anything but the expected status is an error that shows the answer.
pub(crate) fn post(port: u16, path: &str, body: &Value, expected: u16) -> anyhow::Result<Value> {
    send(port, path, None, body, expected)
}

/// The same as the bearer of a token.
pub(super) fn post_as(
    port: u16,
    path: &str,
    token: &str,
    body: &Value,
    expected: u16,
) -> anyhow::Result<Value> {
    send(port, path, Some(token), body, expected)
}

fn send(
    port: u16,
    path: &str,
    token: Option<&str>,
    body: &Value,
    expected: u16,
) -> anyhow::Result<Value> {
    let body = body.to_string();
    let bearer = token.map(|token| format!("Authorization: Bearer {token}\r\n"));
    let head = format!(
        "POST {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n{}\
         Content-Length: {}\r\n\r\n",
        bearer.unwrap_or_default(),
        body.len()
    );
    let (status, answer) = exchange(port, &format!("{head}{body}"))?;
    if status != expected {
        bail!("POST {path} answered {status}: {answer}");
    }
    serde_json::from_str(&answer).with_context(|| format!("POST {path} answered {answer}"))
}

/// Asks the API for something that must be there, as the bearer of a token.
pub(super) fn get(port: u16, path: &str, token: &str) -> anyhow::Result<String> {
    let request = format!(
        "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n\r\n"
    );
    let (status, answer) = exchange(port, &request)?;
    if status != 200 {
        bail!("GET {path} answered {status}: {answer}");
    }
    Ok(answer)
}

/// The length of a page that must answer 200, and whether it holds a text.
pub(super) fn page(port: u16, path: &str) -> anyhow::Result<String> {
    let request =
        format!("GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n");
    let (status, answer) = exchange(port, &request)?;
    if status != 200 {
        bail!("GET {path} answered {status}: {answer}");
    }
    Ok(answer)
}

/// A page as a browser asks for it whose owner is logged in.
pub(super) fn page_as(port: u16, path: &str, token: &str) -> anyhow::Result<String> {
    let request = format!(
        "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\
         Cookie: access={token}\r\n\r\n"
    );
    let (status, answer) = exchange(port, &request)?;
    if status != 200 {
        bail!("GET {path} answered {status}: {answer}");
    }
    Ok(answer)
}

/// HTTP 1.0, where the end of the answer is the end of the connection.
fn exchange(port: u16, request: &str) -> anyhow::Result<(u16, String)> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).context("cannot connect")?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(request.as_bytes()).context("cannot send")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).context("cannot read the answer")?;
    parse(&String::from_utf8_lossy(&answer)).context("the answer is not HTTP")
}

fn parse(answer: &str) -> Option<(u16, String)> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, body.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_status_and_body() {
        let answer = "HTTP/1.0 201 Created\r\ncontent-length: 2\r\n\r\n{}";
        assert_eq!(parse(answer), Some((201, "{}".to_owned())));
        assert_eq!(parse("SSH-2.0"), None);
    }
}
