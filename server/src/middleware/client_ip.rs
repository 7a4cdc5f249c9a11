//! Client address: the connection's peer, or what a trusted proxy says of it.

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
    // For refusals on the way; who is logged in has their own language from there on.
    let locale = app::ssr::locale_of(&state.hub, request.headers());
    request.extensions_mut().insert(locale);
    request.extensions_mut().insert(ClientIp(client));
    domain::network::serving(client, next.run(request)).await
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
        let Some(address) = address(hop) else { break };
        client = address;
        if !trusted.contains(&client) {
            break;
        }
    }
    client
}

/// An entry as proxies write it: an address, with a port or without, IPv6 in brackets or not, with
/// the zone of a link-local one, in quotes.
fn address(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim().trim_matches('"');
    let (bare, port) = match entry.strip_prefix('[') {
        Some(rest) => {
            let (bare, port) = rest.split_once(']')?;
            (bare, port)
        }
        // A colon alone is of a port; IPv6 has two at least.
        None if entry.matches(':').count() == 1 => entry.split_at(entry.find(':')?),
        None => (entry, ""),
    };
    let port_fits =
        port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    let bare = match bare.split_once('%') {
        Some((bare, zone)) if bare.contains(':') && !zone.is_empty() => bare,
        Some(_) => return None,
        None => bare,
    };
    let address = bare.parse::<IpAddr>().ok().filter(|_| port_fits)?;
    Some(address.to_canonical())
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

    #[test]
    fn an_entry_is_understood_as_proxies_write_it() {
        for (entry, expected) in [
            ("198.51.100.1:5678", "198.51.100.1"),
            ("  198.51.100.1 ", "198.51.100.1"),
            ("[2001:db8::1]:443", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
            ("fe80::1%eth0", "fe80::1"),
            ("[fe80::1%eth0]:80", "fe80::1"),
            ("::ffff:198.51.100.1", "198.51.100.1"),
            ("[::ffff:198.51.100.1]:80", "198.51.100.1"),
            ("\"[2001:db8::1]:4711\"", "2001:db8::1"),
        ] {
            assert_eq!(seen("10.0.0.1", entry, &["10.0.0.1"]), expected, "{entry}");
            let hops = format!("1.2.3.4, {entry}, 10.0.0.2:80");
            assert_eq!(seen("10.0.0.1", &hops, &["10.0.0.1", "10.0.0.2"]), expected, "{entry}");
        }
        for entry in [
            "unknown",
            "_hidden",
            "",
            "198.51.100.1:",
            "198.51.100.1:x",
            "198.51.100.1:70000",
            "[2001:db8::1",
            "[2001:db8::1]x",
            "1.2.3.4%eth0",
            "[]",
            "fe80::1%",
            "1.2.3",
        ] {
            assert_eq!(seen("10.0.0.1", entry, &["10.0.0.1"]), "10.0.0.1", "{entry}");
        }
    }
}
