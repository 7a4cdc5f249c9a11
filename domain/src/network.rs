//! Where what is done comes from: IP addresses, as every limit counts them and as the audit log keeps
//! them, and the payment provider whose word it is.

use std::net::IpAddr;

tokio::task_local! {
    static CLIENT: IpAddr;
    static PROVIDER: &'static str;
}

/// What is counted as one address: an IPv6 customer has a whole /64 to send from.
pub fn of(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) => {
            let mut segments = address.segments();
            segments[4..].fill(0);
            IpAddr::from(segments)
        }
        address @ IpAddr::V4(_) => address,
    }
}

/// The network of an address, which says where about and not who: a /24, or a /48 of IPv6.
pub fn shortened(client: IpAddr) -> String {
    match client.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(address) => {
            let mut segments = address.segments();
            segments[3..].fill(0);
            format!("{}/48", std::net::Ipv6Addr::from(segments))
        }
    }
}

/// Serves a request: what is written in the audit log meanwhile came from this address.
pub async fn serving<T>(client: IpAddr, request: impl Future<Output = T>) -> T {
    CLIENT.scope(client, request).await
}

/// The address of the request that is served; none in jobs and commands. A batch of many requests knows
/// that of the one which began it: whoever submits to one takes their own along.
pub(crate) fn client() -> Option<IpAddr> {
    CLIENT.try_with(|client| *client).ok()
}

/// The network of [`client`].
pub(crate) fn here() -> Option<String> {
    client().map(shortened)
}

/// Does what follows from a payment provider's word.
pub(crate) async fn by_word_of<T>(provider: &'static str, work: impl Future<Output = T>) -> T {
    PROVIDER.scope(provider, work).await
}

/// The provider whose word is followed, if it is one's.
pub(crate) fn provider() -> Option<&'static str> {
    PROVIDER.try_with(|provider| *provider).ok()
}

/// The same work for a task of its own, which would not know whose request it belongs to, or whose word.
pub fn carried<T>(work: impl Future<Output = T>) -> impl Future<Output = T> {
    let (client, provider) = (client(), provider());
    async move {
        match (client, provider) {
            (Some(client), Some(provider)) => serving(client, by_word_of(provider, work)).await,
            (Some(client), None) => serving(client, work).await,
            (None, Some(provider)) => by_word_of(provider, work).await,
            (None, None) => work.await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shortened_to_its_network() {
        for (address, network) in [
            ("203.0.113.77", "203.0.113.0/24"),
            ("::ffff:203.0.113.77", "203.0.113.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
            ("::1", "::/48"),
        ] {
            assert_eq!(shortened(address.parse().unwrap()), network);
        }
    }

    #[tokio::test]
    async fn a_request_is_known_in_tasks_that_carry_it_and_in_no_others() {
        let client = "203.0.113.77".parse().unwrap();
        let (carries, forgets) = serving(client, async {
            let carries = tokio::spawn(carried(async { here() }));
            (carries.await.unwrap(), tokio::spawn(async { here() }).await.unwrap())
        })
        .await;
        assert_eq!((carries.as_deref(), forgets), (Some("203.0.113.0/24"), None));
        assert_eq!(here(), None);
    }
}
