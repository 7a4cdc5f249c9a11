//! `server serve`: the app, the API and the workers in one process.

use super::on;
use crate::adapters::mail::mailer;
use crate::adapters::media::Media;
use crate::cli::Serve;
use crate::config::Config;
use crate::config::leptos_options;
use crate::database::Database;
use crate::documents::text;
use crate::drawing::Drawing;
use crate::health::{self, CheckContext};
use crate::listen::{self, ConnectionSettings, Timeouts};
use crate::mail::MailDelivery;
use crate::router;
use crate::site::legal;
use crate::state::{AppState, Parts};
use crate::workers::{self, Tools};
use anyhow::{Context as _, bail};
use domain::{Hub, events, live, visits};
use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

pub(super) fn prepare(config: &mut Config, options: &Serve) -> anyhow::Result<()> {
    if options.demo && config.is_production() {
        bail!("--demo makes accounts whose passwords everyone knows: never in production");
    }
    if let Some(port) = options.port {
        config.listen_on_port(port);
    }
    Ok(())
}

pub(super) async fn run(
    config: &Config,
    database: &Database,
    options: &Serve,
) -> anyhow::Result<()> {
    // Before the database is touched: a second start ends here.
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))?;
    let hub = on(config, database.connect(config.database_connections).await?)?;
    let context = CheckContext { config: config.clone(), hub: Ok(hub.clone()), mail_to: None };
    health::warn_at_start(&context).await;
    provision(&hub, options.demo).await?;
    text::look_in(config.fonts_dir.as_deref());
    let mail = mail_delivery(config)?;
    let state = AppState::new(Parts {
        hub: hub.clone(),
        leptos_options: leptos_options(config),
        web: config.web(),
        mail: mail.clone(),
        media: media(config)?,
        drawing: Drawing::default(),
        legal: legal::texts(config.legal_dir.as_deref(), &legal::Facts::of(&hub)),
        checks: health::look(config.clone(), hub.clone(), mail),
    });
    let stop = stop_on_signal()?;
    let working = tokio::spawn(work(hub.clone(), Tools::of(&state), stop.clone()));
    let hearing = tokio::spawn(live::listen(hub.clone(), stop.clone()));
    let counting = tokio::spawn(visits::keep_counting(hub.clone(), stop.clone()));
    announce(config, options);
    let settings = ConnectionSettings {
        per_network: config.connections_per_network,
        trusted_proxies: config.trusted_proxies.clone(),
    };
    let app = router::router(state);
    listen::serve(listener, app, stop.clone(), settings, Timeouts::default()).await;
    let worked = working.await.context("the workers stopped")?;
    hearing.await.context("the live updates stopped")?;
    counting.await.context("the counting of visits stopped")?;
    hub.db.pool().close().await;
    tracing::info!("stopped");
    worked
}

/// What a database is given before its first request: demo data where that was asked for, and
/// categories, without which nobody could publish.
async fn provision(hub: &Hub, demo: bool) -> anyhow::Result<()> {
    if demo {
        println!("{}", demo_data::run_where_empty(hub).await?);
    }
    let added = events::add_default_categories(hub).await?;
    if added > 0 {
        tracing::info!(categories = added, "the default categories were added");
    }
    Ok(())
}

/// `server worker`: the jobs alone.
pub(super) async fn run_workers(config: &Config, database: &Database) -> anyhow::Result<()> {
    let hub = on(config, database.connect(config.database_connections).await?)?;
    let stop = stop_on_signal()?;
    println!("Event Hub's workers are running.");
    text::look_in(config.fonts_dir.as_deref());
    let (mail, media, drawing) = (mail_delivery(config)?, media(config)?, Drawing::default());
    work(hub.clone(), Tools { mail, media, drawing }, stop).await?;
    hub.db.pool().close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Runs jobs and periodic work, and announces what has changed, until `stop`.
async fn work(hub: Hub, tools: Tools, stop: CancellationToken) -> anyhow::Result<()> {
    // Told to stop last: what the workers change while they finish is announced too.
    let quiet = CancellationToken::new();
    let announcing = tokio::spawn(live::announce(hub.clone(), quiet.clone()));
    workers::run(hub, tools, stop).await;
    quiet.cancel();
    announcing.await.context("the announcing stopped")?;
    Ok(())
}

fn mail_delivery(config: &Config) -> anyhow::Result<MailDelivery> {
    if config.is_production() && config.smtp_url.is_none() {
        tracing::warn!("SMTP_URL is not set: mail is kept as files and reaches nobody");
    }
    let smtp_url = config.smtp_url.as_ref().map(ExposeSecret::expose_secret);
    let mailer = mailer(smtp_url, &config.mail_from, &config.data_dir)?;
    Ok(MailDelivery {
        mailer,
        keep_secrets: !config.is_production(),
        deadline: MailDelivery::DEADLINE,
    })
}

fn media(config: &Config) -> anyhow::Result<Media> {
    Media::in_folder(&config.media_dir).context("MEDIA_DIR cannot be used")
}

fn announce(config: &Config, options: &Serve) {
    println!("Event Hub is at {}", config.base_url);
    if options.demo {
        println!("Log in as:");
        for (email, password, ..) in demo_data::ACCOUNTS {
            println!("  {email:<26} {password}");
        }
    }
}

/// The first signal asks to stop, the second does not ask.
fn stop_on_signal() -> anyhow::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let mut interrupt = signal(SignalKind::interrupt()).context("signals cannot be heard")?;
    let mut terminate = signal(SignalKind::terminate()).context("signals cannot be heard")?;
    let asked = stop.clone();
    tokio::spawn(async move {
        let mut heard = async || {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        };
        heard().await;
        tracing::info!("stopping; running requests and jobs may finish");
        asked.cancel();
        heard().await;
        std::process::exit(130);
    });
    Ok(stop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::testing::{test_hub, unwatched_hub};
    use types::Locale;

    #[tokio::test]
    async fn a_fresh_installation_has_categories() {
        let (hub, _database) = test_hub().await;
        assert!(events::categories(&hub, Locale::En).await.unwrap().is_empty());
        provision(&hub, false).await.unwrap();
        let named = events::categories(&hub, Locale::Ru).await.unwrap();
        assert_eq!(named.len(), events::DEFAULT_CATEGORIES.len());
        assert!(named.iter().any(|category| category.name == "Музыка"));
    }

    #[tokio::test]
    async fn demo_data_counts_as_categories_that_are_there() {
        let (hub, _database) = unwatched_hub().await;
        events::add_default_categories(&hub).await.unwrap();
        provision(&hub, true).await.unwrap();
        let named = events::categories(&hub, Locale::En).await.unwrap();
        assert_eq!(named.len(), events::DEFAULT_CATEGORIES.len(), "the same, not twice");
    }
}
