//! IP addresses as every limit counts them.

use std::net::IpAddr;

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
