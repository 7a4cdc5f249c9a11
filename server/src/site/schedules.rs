//! Agendas as a plain form sends them: a file or its text, kept until somebody has seen what importing
//! it would do. Where it leads says how it went.

use super::guests::broken;
use crate::http::problem::ApiResult;
use crate::routes::SCHEDULE_FORM_MAX;
use crate::state::AppState;
use axum::Router;
use axum::extract::multipart::{Field, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Extension, Multipart, Path, State};
use axum::response::Redirect;
use axum::routing::post;
use domain::events::EventRight;
use domain::sessions::schedule;
use domain::{Actor, Hub, events};
use types::ids::ScheduleFileId;
use types::schedule::FILE_MAX;
use types::{ErrorCode, Failure, FieldProblem, paths};

/// Characters of a number that were typed.
const NUMBER_MAX: usize = 20;

pub(super) fn router() -> Router<AppState> {
    let limit = DefaultBodyLimit::max(SCHEDULE_FORM_MAX);
    Router::new().route("/organize/events/{slug}/agenda/file", post(send).layer(limit))
}

async fn send(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Path(slug): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> ApiResult<Redirect> {
    // Before the body is read.
    if let Err(error) = events::may(&hub, actor, &slug, EventRight::Edit).await {
        let failure = Failure::from(error);
        if failure.code == ErrorCode::Unauthenticated {
            return Ok(Redirect::to(&paths::login(&paths::organize_agenda_import(&slug))));
        }
        return Err(failure.into());
    }
    let mut sent = Sent::default();
    let kept = keep(&hub, actor, &slug, form, &mut sent).await;
    let seats = sent.capacity.trim();
    let to = match kept {
        Ok(file) => paths::organize_agenda_look(&slug, &file, seats),
        Err(failure) => paths::organize_agenda_refused(&slug, word(&failure), seats),
    };
    Ok(Redirect::to(&to))
}

async fn keep(
    hub: &Hub,
    actor: Actor,
    slug: &str,
    form: Result<Multipart, MultipartRejection>,
    sent: &mut Sent,
) -> Result<ScheduleFileId, Failure> {
    read(form.map_err(|_| ErrorCode::UnsupportedMediaType)?, sent).await?;
    // Who chose a file has forgotten what stands below it.
    let (name, content) =
        if sent.file.is_empty() { ("", &sent.pasted) } else { (&*sent.name, &sent.file) };
    let text = std::str::from_utf8(content)
        .map_err(|_| Failure::field("schedule", FieldProblem::InvalidCharacter))?;
    Ok(schedule::keep(hub, actor, slug, name, text).await?)
}

/// What went wrong, in a word of a closed set.
fn word(failure: &Failure) -> &'static str {
    match (failure.code, failure.fields.first().map(|error| error.problem)) {
        (ErrorCode::PayloadTooLarge, _) => "too_large",
        (ErrorCode::Unavailable | ErrorCode::TooManyRequests, _) => "busy",
        (_, Some(FieldProblem::Required)) => "empty",
        (_, Some(FieldProblem::InvalidCharacter)) => "not_text",
        _ => "failed",
    }
}

#[derive(Default)]
struct Sent {
    name: String,
    file: Vec<u8>,
    pasted: Vec<u8>,
    capacity: String,
}

/// As far as it arrives.
async fn read(mut form: Multipart, sent: &mut Sent) -> Result<(), Failure> {
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("file") => {
                // One without a name is an empty field.
                field.file_name().unwrap_or("file").clone_into(&mut sent.name);
                sent.file = bytes(field, FILE_MAX).await?;
            }
            Some("schedule") => sent.pasted = bytes(field, FILE_MAX).await?,
            Some("capacity") => {
                let typed = bytes(field, NUMBER_MAX).await?;
                sent.capacity = String::from_utf8_lossy(&typed).into_owned();
            }
            _ => {}
        }
    }
    Ok(())
}

async fn bytes(mut field: Field<'_>, max: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(broken)? {
        if bytes.len() + chunk.len() > max {
            return Err(ErrorCode::PayloadTooLarge.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
