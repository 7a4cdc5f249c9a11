//! Ports on this machine.

use std::{
    io::ErrorKind,
    net::{Ipv4Addr, TcpListener},
};

use anyhow::{Context, bail};

/// Fails before the long build if the port is taken.
pub(crate) fn check_free(port: u16) -> anyhow::Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            let other = port.checked_add(1).unwrap_or(3000);
            bail!(
                "port {port} is taken by another program: stop it, \
                 or choose another port with `--port {other}`"
            )
        }
        Err(error) => Err(error)
            .with_context(|| format!("cannot listen on port {port}: choose another with `--port`")),
    }
}

/// A port that is free now.
pub(crate) fn any_free() -> anyhow::Result<u16> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("cannot listen on 127.0.0.1")?;
    Ok(listener.local_addr().context("cannot read the port")?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_the_way_out() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = check_free(port).unwrap_err().to_string();
        assert!(error.contains(&port.to_string()) && error.contains("--port"), "{error}");
        assert_ne!(any_free().unwrap(), port);
    }
}
