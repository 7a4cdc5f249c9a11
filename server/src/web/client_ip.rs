//! Where a request came from: the peer, or what a trusted proxy says of it.

use super::ClientIp;
use crate::state::AppState;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

pub async fn client_ip(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(peer)| peer.ip().to_canonical());
    let client = behind_proxies(peer, request.headers(), &state.web.trusted_proxies);
    request.extensions_mut().insert(ClientIp(client));
    next.run(request).await
}

/// The last address in `X-Forwarded-For` that no trusted proxy has: what stands before it was
/// written by the client and may be anything.
fn behind_proxies(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer) {
        return peer;
    }
    let mut client = peer;
    let forwarded =
        headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    for hop in forwarded.collect::<Vec<_>>().join(",").rsplit(',') {
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
        if !trusted.contains(&client) {
            break;
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &str, trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        let trusted: Vec<IpAddr> = trusted.iter().map(|ip| ip.parse().unwrap()).collect();
        behind_proxies(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_stranger_cannot_choose_its_address() {
        assert_eq!(seen("203.0.113.5", "198.51.100.1", &[]), "203.0.113.5");
        assert_eq!(seen("203.0.113.5", "198.51.100.1", &["10.0.0.1"]), "203.0.113.5");
    }

    #[test]
    fn behind_a_trusted_proxy_only_what_the_proxy_wrote_counts() {
        assert_eq!(seen("10.0.0.1", "1.2.3.4, 198.51.100.1", &["10.0.0.1"]), "198.51.100.1");
        let both = ["10.0.0.1", "10.0.0.2"];
        assert_eq!(seen("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2", &both), "198.51.100.1");
        assert_eq!(seen("10.0.0.1", "nonsense", &["10.0.0.1"]), "10.0.0.1");
    }
}
