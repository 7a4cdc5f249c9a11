//! Pictures that nobody shows any more.

use super::{Works, attendee};
use domain::accounts::set_avatar;
use domain::jobs::ForgetPicture;
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;
use types::accounts::AVATARS;

fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(60, 40).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

async fn is_kept(works: &Works, address: &str) -> bool {
    let folder = address.strip_prefix(AVATARS).unwrap().split('/').next().unwrap();
    works.media.avatar(folder, "64.webp").await.unwrap().is_some()
}

#[tokio::test]
async fn the_picture_before_goes_and_the_one_that_is_shown_stays() {
    let works = Works::start().await;
    let hub = &works.hub;
    let ada = attendee(hub).await;
    let first = works.media.keep_avatar(png()).await.unwrap();
    let second = works.media.keep_avatar(png()).await.unwrap();
    set_avatar(hub, ada, Some(first.clone())).await.unwrap();
    works.idle().await;
    assert!(is_kept(&works, &first).await);
    set_avatar(hub, ada, Some(second.clone())).await.unwrap();
    works.idle().await;
    assert!(!is_kept(&works, &first).await);
    assert!(is_kept(&works, &second).await);
    // Twice is the same as once, and what is none of ours is nothing to delete.
    for address in [first, "https://pictures.example.org/ada.png".into(), "../../etc".into()] {
        works.do_now(ForgetPicture { address }).await;
    }
    works.nothing_failed().await;
    assert!(is_kept(&works, &second).await);
    set_avatar(hub, ada, None).await.unwrap();
    works.idle().await;
    assert!(!is_kept(&works, &second).await);
    works.end().await;
}
