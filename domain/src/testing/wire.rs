//! A wire to a test's database that can be cut without a word, as a host that vanishes does it:
//! whoever speaks into it is accepted and never answered.

use super::TestDatabase;
use sqlx::postgres::PgConnectOptions;
use std::path::PathBuf;
use tokio::io::{AsyncRead, AsyncWrite, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;

#[derive(Debug)]
pub struct Wire {
    url: String,
    cut: watch::Sender<bool>,
}

impl Wire {
    /// # Panics
    /// There is no port to be had.
    #[expect(clippy::expect_used, reason = "a test without its wire cannot go on")]
    pub async fn to(database: &TestDatabase) -> Self {
        let there: PgConnectOptions = database.url().parse().expect("the database has a URL");
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
        let port = listener.local_addr().expect("it listens").port();
        let (user, name) = (there.get_username(), there.get_database().unwrap_or_default());
        let url = format!("postgres://{user}@127.0.0.1:{port}/{name}?sslmode=disable");
        let (cut, whether) = watch::channel(false);
        tokio::spawn(accept(listener, there, whether));
        Self { url, cut }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// From now on nothing comes through, and nobody is told.
    pub fn cut(&self) {
        self.cut.send_replace(true);
    }

    /// Who connects anew gets through; what was cut stays so.
    pub fn mend(&self) {
        self.cut.send_replace(false);
    }
}

async fn accept(listener: TcpListener, there: PgConnectOptions, cut: watch::Receiver<bool>) {
    while let Ok((near, _)) = listener.accept().await {
        let (there, cut) = (there.clone(), cut.clone());
        tokio::spawn(async move {
            if *cut.borrow() {
                return hold(near).await;
            }
            if let Some(folder) = there.get_socket() {
                let path: PathBuf = folder.join(format!(".s.PGSQL.{}", there.get_port()));
                if let Ok(far) = UnixStream::connect(path).await {
                    pass(near, far, cut).await;
                }
                return;
            }
            let far = (there.get_host().to_owned(), there.get_port());
            if let Ok(far) = TcpStream::connect(far).await {
                pass(near, far, cut).await;
            }
        });
    }
}

async fn pass<F>(mut near: TcpStream, mut far: F, mut cut: watch::Receiver<bool>)
where
    F: AsyncRead + AsyncWrite + Unpin,
{
    let ended = tokio::select! {
        _ = copy_bidirectional(&mut near, &mut far) => true,
        _ = cut.wait_for(|cut| *cut) => false,
    };
    if !ended {
        hold((near, far)).await;
    }
}

/// Keeps the sockets open and does nothing with them.
async fn hold<T>(sockets: T) {
    std::future::pending::<()>().await;
    drop(sockets);
}
