//! Write timeout: a connection whose peer takes nothing of what is sent to it is cut off, since a
//! response that nobody reads would keep its permit for ever.

use super::connection_limits::ConnectionPermit;
use std::future::Future as _;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// Nothing is counted while there is nothing to send, so a quiet stream lives.
#[derive(Debug)]
pub(super) struct Progress<S> {
    /// Given back before the stream is closed, so that who sees it closed finds room.
    _place: Option<ConnectionPermit>,
    stream: S,
    timeouts: Duration,
    /// Runs while bytes wait to be taken.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<S> Progress<S> {
    pub(super) fn new(stream: S, timeouts: Duration, place: Option<ConnectionPermit>) -> Self {
        Self { _place: place, stream, timeouts, stalled: None }
    }

    fn watch(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let timeouts = self.timeouts;
        let timer = self.stalled.get_or_insert_with(|| Box::pin(sleep(timeouts)));
        timer.as_mut().poll(cx).map(|()| {
            Err(io::Error::new(io::ErrorKind::TimedOut, "the client takes nothing any more"))
        })
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Progress<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Progress<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(cx, bytes);
        this.watch(cx, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write_vectored(cx, bytes);
        this.watch(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    const SHORT: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn who_takes_nothing_is_given_up_and_who_takes_something_is_not() {
        let (ours, mut theirs) = duplex(8);
        let mut connection = Progress::new(ours, SHORT, None);
        connection.write_all(&[0; 8]).await.unwrap();
        // Nothing waits to be sent: time goes by without harm, however much of it.
        sleep(SHORT * 3).await;
        theirs.read_exact(&mut [0; 8]).await.unwrap();
        connection.write_all(&[0; 8]).await.unwrap();
        assert!(connection.stalled.is_none());
        let error = connection.write_all(&[0; 1]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn each_byte_that_is_taken_gives_the_whole_time_again() {
        let (ours, mut theirs) = duplex(1);
        let mut connection = Progress::new(ours, Duration::from_hours(1), None);
        connection.write_all(&[0]).await.unwrap();
        let mut nothing = Context::from_waker(std::task::Waker::noop());
        assert!(Pin::new(&mut connection).poll_write(&mut nothing, &[1]).is_pending());
        let began = connection.stalled.as_ref().unwrap().deadline();
        theirs.read_exact(&mut [0]).await.unwrap();
        connection.write_all(&[1]).await.unwrap();
        assert!(connection.stalled.is_none());
        assert!(Pin::new(&mut connection).poll_write(&mut nothing, &[2]).is_pending());
        assert!(connection.stalled.as_ref().unwrap().deadline() > began);
    }
}
