//! A minimal HTTP client for the readiness of a local server.

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

const PATIENCE: Duration = Duration::from_secs(5);

/// The status code of a GET.
pub(crate) fn status(port: u16, path: &str) -> io::Result<u16> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
    let mut head = [0; 12];
    stream.read_exact(&mut head)?;
    parse(&head).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))
}

fn parse(head: &[u8]) -> Option<u16> {
    str::from_utf8(head).ok()?.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_status() {
        assert_eq!(parse(b"HTTP/1.1 200"), Some(200));
        assert_eq!(parse(b"SSH-2.0-Open"), None);
    }
}
