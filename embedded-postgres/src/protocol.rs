//! A minimal client of PostgreSQL's wire protocol, to check readiness and create a database: npm's
//! package brings neither psql nor createdb.

use std::{
    io::{self, Read, Write},
    os::unix::net::UnixStream,
    path::Path,
    time::Duration,
};

use crate::{Error, ROLE, error::Context};

/// Protocol 3.0.
const VERSION: u32 = 3 << 16;
/// No answer of ours is near this; a larger length means that this is not PostgreSQL.
const LONGEST_MESSAGE: usize = 1 << 20;

/// "The database system is starting up".
pub(crate) const STARTING: &str = "57P03";
pub(crate) const DUPLICATE_DATABASE: &str = "42P04";

/// A row as text; `None` is NULL.
pub type Row = Vec<Option<String>>;

#[derive(Debug)]
pub(crate) struct Connection {
    stream: UnixStream,
}

impl Connection {
    pub(crate) fn open(socket: &Path, database: &str) -> Result<Self, Error> {
        let stream = UnixStream::connect(socket)
            .and_then(|stream| {
                stream.set_read_timeout(Some(Duration::from_mins(1)))?;
                Ok(stream)
            })
            .while_trying(|| format!("connect to {}", socket.display()))?;
        let mut connection = Self { stream };
        let mut body = VERSION.to_be_bytes().to_vec();
        for text in ["user", ROLE, "database", database, "client_encoding", "UTF8"] {
            body.extend_from_slice(text.as_bytes());
            body.push(0);
        }
        body.push(0);
        connection.send(None, &body)?;
        connection.finish()?;
        Ok(connection)
    }

    /// Lets statements take as long as they need.
    pub(crate) fn wait_forever(&mut self) -> Result<(), Error> {
        self.stream.set_read_timeout(None).while_trying(|| "wait for PostgreSQL")
    }

    /// Runs statements in one go and answers the rows of all of them.
    pub(crate) fn query(&mut self, sql: &str) -> Result<Vec<Row>, Error> {
        let mut body = sql.as_bytes().to_vec();
        body.push(0);
        self.send(Some(b'Q'), &body)?;
        self.finish()
    }

    fn send(&mut self, kind: Option<u8>, body: &[u8]) -> Result<(), Error> {
        let length = u32::try_from(body.len() + 4).unwrap_or(u32::MAX);
        let mut message: Vec<u8> = kind.into_iter().collect();
        message.extend_from_slice(&length.to_be_bytes());
        message.extend_from_slice(body);
        self.stream.write_all(&message).while_trying(|| "talk to PostgreSQL")
    }

    /// Reads until the server is ready for the next query, or closes after an error.
    fn finish(&mut self) -> Result<Vec<Row>, Error> {
        let mut rows = Vec::new();
        let mut failure = None;
        loop {
            let (kind, body) = match self.receive() {
                Ok(message) => message,
                Err(_) if failure.is_some() => break,
                Err(error) => return Err(error).while_trying(|| "hear from PostgreSQL"),
            };
            match kind {
                b'Z' => break,
                b'D' => rows.push(parse_row(&body)),
                b'E' => failure = Some(parse_error(&body)),
                _ => {}
            }
        }
        failure.map_or(Ok(rows), Err)
    }

    fn receive(&mut self) -> io::Result<(u8, Vec<u8>)> {
        let mut head = [0; 5];
        self.stream.read_exact(&mut head)?;
        let [kind, length @ ..] = head;
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
        if !(4..LONGEST_MESSAGE).contains(&length) {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        let mut body = vec![0; length - 4];
        self.stream.read_exact(&mut body)?;
        Ok((kind, body))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // The Terminate message keeps "unexpected EOF" out of the log.
        let _ = self.send(Some(b'X'), &[]);
    }
}

/// The number of columns, then each with its length in front; -1 stands for NULL.
fn parse_row(body: &[u8]) -> Row {
    let mut row = Row::new();
    let mut rest = body.get(2..).unwrap_or_default();
    while let Some((head, tail)) = rest.split_first_chunk() {
        let length = usize::try_from(i32::from_be_bytes(*head));
        let (value, tail) = tail.split_at(length.unwrap_or_default().min(tail.len()));
        row.push(length.is_ok().then(|| String::from_utf8_lossy(value).into_owned()));
        rest = tail;
    }
    row
}

fn parse_error(body: &[u8]) -> Error {
    let (mut code, mut message) = (String::new(), String::new());
    for field in body.split(|byte| *byte == 0) {
        if let Some((kind, text)) = field.split_first() {
            let text = || String::from_utf8_lossy(text).into_owned();
            match kind {
                b'C' => code = text(),
                b'M' => message = text(),
                _ => {}
            }
        }
    }
    Error::Query { code, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_row_with_an_empty_text_and_a_null() {
        let body = b"\0\x03\0\0\0\x02ab\0\0\0\0\xff\xff\xff\xff";
        assert_eq!(parse_row(body), [Some("ab".to_owned()), Some(String::new()), None]);
    }

    #[test]
    fn reads_code_and_message_of_an_error() {
        let error = parse_error(b"SFATAL\0C57P03\0Mthe database system is starting up\0\0");
        let Error::Query { code, message } = error else { panic!("{error}") };
        assert_eq!(code, STARTING);
        assert_eq!(message, "the database system is starting up");
    }
}
