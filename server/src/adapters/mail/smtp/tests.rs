//! A mail server that answers as it is told, step by step.

use super::*;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

/// What the server says to each command; what is not named here is answered well.
#[derive(Clone, Copy, Default)]
struct Script {
    greeting: Option<&'static str>,
    /// A command's beginning and the answer to it; an empty answer is none at all.
    answers: &'static [(&'static str, &'static str)],
}

impl Script {
    fn answer(&self, command: &str) -> &'static str {
        let told = self.answers.iter().find(|(begins, _)| command.starts_with(begins));
        match told {
            Some((_, answer)) => answer,
            None if command.starts_with("EHLO") => "250-double\r\n250-AUTH PLAIN\r\n250 8BITMIME",
            None if command.starts_with("AUTH") => "235 2.7.0 welcome",
            None if command == "DATA" => "354 go on",
            None => "250 2.0.0 ok",
        }
    }
}

async fn serve(stream: TcpStream, script: Script) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let say = async |stream: &mut BufReader<TcpStream>, line: &str| {
        if line.is_empty() {
            return std::future::pending().await;
        }
        stream.write_all(format!("{line}\r\n").as_bytes()).await
    };
    say(&mut stream, script.greeting.unwrap_or("220 double ESMTP")).await?;
    let (mut line, mut in_message) = (String::new(), false);
    while stream.read_line(&mut line).await? > 0 {
        let command = std::mem::take(&mut line);
        let command = command.trim_end();
        if in_message && command != "." {
            continue;
        }
        in_message = command == "DATA" && script.answer("DATA").starts_with("354");
        say(&mut stream, script.answer(command)).await?;
    }
    Ok(())
}

/// A mailer and how many connections it has opened.
async fn mailer(script: Script) -> SmtpMailer {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, script));
        }
    });
    let url = format!("smtp://hub:secret@127.0.0.1:{port}");
    SmtpMailer::new(&url, "hub@example.org".parse().unwrap()).unwrap()
}

fn mail(to: &str) -> OutgoingMail {
    OutgoingMail {
        id: Uuid::nil(),
        message_id: "<1@example.org>".into(),
        to: to.into(),
        subject: "Привет".into(),
        text: "Hello".into(),
        html: "<p>Hello</p>".into(),
        attachments: Vec::new(),
        reply_to: None,
        unsubscribe: None,
    }
}

async fn send(script: Script) -> Result<String, MailError> {
    mailer(script).await.send(&mail("ada@example.org")).await
}

const fn on(answers: &'static [(&'static str, &'static str)]) -> Script {
    Script { greeting: None, answers }
}

#[tokio::test]
async fn a_message_is_handed_over_and_the_connection_used_again() {
    let mailer = mailer(Script::default()).await;
    for _ in 0..3 {
        let said = mailer.send(&mail("ada@example.org")).await.unwrap();
        assert_eq!(said, "250 2.0.0 ok");
        assert_eq!(mailer.resting.lock().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_refusal_of_the_mailbox_is_for_good() {
    for script in [
        on(&[("RCPT", "550 5.1.1 no such user")]),
        on(&[("RCPT", "551 user not local")]),
        on(&[("RCPT", "553 5.1.3 not an address")]),
    ] {
        let error = send(script).await.unwrap_err();
        assert!(
            matches!(&error, MailError::Permanent(why) if why.contains("recipient")),
            "{error}"
        );
    }
}

#[tokio::test]
async fn whatever_else_a_server_refuses_is_tried_again() {
    let busy = Script { greeting: Some("554 5.3.2 no service here"), answers: &[] };
    for script in [
        busy,
        on(&[("EHLO", "550 5.7.1 go away"), ("HELO", "550 go away")]),
        on(&[("AUTH", "535 5.7.8 credentials invalid")]),
        on(&[("AUTH", "530 5.7.0 must issue a STARTTLS command first")]),
        on(&[("MAIL", "550 5.7.1 sender rejected by policy")]),
        on(&[("MAIL", "530 5.7.1 authentication required")]),
        on(&[("RCPT", "450 4.7.1 greylisted, come again")]),
        on(&[("RCPT", "550 5.7.1 relaying denied")]),
        on(&[("RCPT", "552 5.2.2 mailbox full")]),
        on(&[("DATA", "554 5.7.1 not today")]),
        on(&[(".", "550 5.7.1 this looks like spam")]),
        on(&[(".", "452 4.3.1 no space")]),
    ] {
        let error = send(script).await.unwrap_err();
        assert!(matches!(error, MailError::Temporary(_)), "{:?}: {error}", script.answers);
    }
}

#[tokio::test]
async fn a_server_that_falls_silent_is_waited_for_only_so_long() {
    let silent = Script { greeting: Some(""), answers: &[] };
    for script in [silent, on(&[("MAIL", "")]), on(&[("RCPT", "")]), on(&[(".", "")])] {
        let mut mailer = mailer(script).await;
        mailer.patience = Duration::from_millis(200);
        let error = mailer.send(&mail("ada@example.org")).await.unwrap_err();
        assert!(matches!(error, MailError::Temporary(_)), "{error}");
    }
}

#[tokio::test]
async fn nobody_there_and_no_encryption_where_it_must_be_are_tried_again() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let from: Mailbox = "hub@example.org".parse().unwrap();
    let away = SmtpMailer::new(&format!("smtp://{gone}"), from).unwrap();
    let mut plain = mailer(Script::default()).await;
    plain.address.encryption = Encryption::Required;
    for mailer in [away, plain] {
        let error = mailer.send(&mail("ada@example.org")).await.unwrap_err();
        assert!(matches!(error, MailError::Temporary(_)), "{error}");
    }
}

#[tokio::test]
async fn what_is_no_address_is_refused_before_anybody_is_asked() {
    let mailer = mailer(Script::default()).await;
    for to in ["\u{200b}ada@example.org", "ada", "ada@", "a b@example.org"] {
        let error = mailer.send(&mail(to)).await.unwrap_err();
        assert!(matches!(error, MailError::Permanent(_)), "{to}: {error}");
    }
    let error = mailer.send(&mail("анна@example.org")).await.unwrap_err();
    assert!(matches!(error, MailError::Permanent(_)), "no SMTPUTF8 here: {error}");
}
