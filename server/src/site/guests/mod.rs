//! Guest lists as a plain form sends them: a CSV file, read here and kept until its columns are
//! chosen. Where it leads says how it went.

mod table;

use crate::http::problem::ApiResult;
use crate::routes::GUEST_FORM_MAX;
use crate::state::AppState;
use axum::Router;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Extension, Multipart, Path, State};
use axum::response::Redirect;
use axum::routing::post;
use domain::events::EventRight;
use domain::{Actor, Hub, events, guest_lists};
use types::guest_lists::ListRow;
use types::ids::GuestListId;
use types::{ErrorCode, Failure, FieldProblem, paths};

/// Bytes of a file: 500 rows of names and addresses in UTF-16 are a tenth of it.
pub(crate) const FILE_MAX: usize = GUEST_FORM_MAX - 16 * 1024;

pub(super) fn router() -> Router<AppState> {
    let limit = DefaultBodyLimit::max(GUEST_FORM_MAX);
    Router::new().route("/organize/events/{slug}/guests/file", post(send).layer(limit))
}

async fn send(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Path(slug): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> ApiResult<Redirect> {
    // Before the body is read.
    if let Err(error) = events::may(&hub, actor, &slug, EventRight::Bookings).await {
        let failure = Failure::from(error);
        if failure.code == ErrorCode::Unauthenticated {
            return Ok(Redirect::to(&paths::login(&paths::organize_guests(&slug))));
        }
        return Err(failure.into());
    }
    let to = match keep(&hub, actor, &slug, form).await {
        Ok(list) => paths::organize_guest_list(&slug, &list),
        Err(failure) => paths::organize_guest_file_refused(&slug, word(&failure)),
    };
    Ok(Redirect::to(&to))
}

async fn keep(
    hub: &Hub,
    actor: Actor,
    slug: &str,
    form: Result<Multipart, MultipartRejection>,
) -> Result<GuestListId, Failure> {
    let form = form.map_err(|_| ErrorCode::UnsupportedMediaType)?;
    let (name, rows) = read(form).await?;
    Ok(guest_lists::keep(hub, actor, slug, &name, rows).await?)
}

/// What went wrong, in a word of a closed set.
fn word(failure: &Failure) -> &'static str {
    match (failure.code, failure.fields.first().map(|error| error.problem)) {
        (ErrorCode::PayloadTooLarge, _) => "too_large",
        (ErrorCode::Unavailable | ErrorCode::TooManyRequests, _) => "busy",
        (_, Some(FieldProblem::Required)) => "empty",
        (_, Some(FieldProblem::TooLong)) => "too_many",
        _ => "failed",
    }
}

/// The name of the file and its rows.
async fn read(mut form: Multipart) -> Result<(String, Vec<ListRow>), Failure> {
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut sent = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            if sent.len() + chunk.len() > FILE_MAX {
                return Err(ErrorCode::PayloadTooLarge.into());
            }
            sent.extend_from_slice(&chunk);
        }
        return Ok((name, table::read(&sent)?));
    }
    Err(Failure::field("file", FieldProblem::Required))
}

/// A form that did not arrive whole.
#[expect(clippy::needless_pass_by_value, reason = "what map_err takes")]
pub(super) fn broken(error: MultipartError) -> Failure {
    Failure::new(match error.status().as_u16() {
        413 => ErrorCode::PayloadTooLarge,
        _ => ErrorCode::MalformedBody,
    })
}
