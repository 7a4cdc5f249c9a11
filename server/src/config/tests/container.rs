//! `Dockerfile` and `compose.yaml` say what the configuration understands.

use super::*;

const DOCKERFILE: &str = include_str!("../../../../Dockerfile");
const COMPOSE: &str = include_str!("../../../../compose.yaml");

fn is_variable(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

/// The settings of the image: `NAME=value` of its one `ENV`.
fn of_image() -> Vec<(&'static str, &'static str)> {
    let (_, after) = DOCKERFILE.split_once("\nENV ").unwrap();
    let block: Vec<_> = after.split_inclusive('\n').collect();
    let last = block.iter().position(|line| !line.ends_with("\\\n")).unwrap();
    let pairs = block[..=last].iter().map(|line| line.trim_matches([' ', '\n', '\\']));
    pairs.map(|pair| pair.split_once('=').unwrap()).filter(|(name, _)| *name != "PATH").collect()
}

/// `NAME: value` of the server's `environment`, as `compose` reads it with `given`.
fn of_compose(given: &[(&str, &str)]) -> Vec<(String, String)> {
    let (_, server) = COMPOSE.split_once("\n  server:\n").unwrap();
    let (_, block) = server.split_once("\n    environment:\n").unwrap();
    let block = block.lines().take_while(|line| line.starts_with("      "));
    let pairs = block.filter_map(|line| line.trim().split_once(": "));
    pairs
        .filter(|(name, _)| is_variable(name))
        .map(|(name, value)| (name.to_owned(), interpolated(value.trim_matches('"'), given)))
        .collect()
}

/// `${NAME}`, `${NAME:-default}` and `${NAME:?what to do}`.
fn interpolated(text: &str, given: &[(&str, &str)]) -> String {
    let Some((before, rest)) = text.split_once("${") else { return text.to_owned() };
    let (inside, after) = rest.split_once('}').unwrap();
    let (name, default) = inside.split_once(":-").unwrap_or((inside, ""));
    let name = name.split(':').next().unwrap();
    let value = given.iter().find(|(it, _)| *it == name).map_or(default, |(_, value)| value);
    format!("{before}{value}{}", interpolated(after, given))
}

/// Every name in `${…}`, and those without which compose does not start.
fn asked_for_by_compose() -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
    let (mut all, mut needed) = (BTreeSet::new(), BTreeSet::new());
    for (_, rest) in COMPOSE.match_indices("${").map(|(at, _)| COMPOSE.split_at(at + 2)) {
        let name = rest.split([':', '}']).next().unwrap();
        all.insert(name);
        if rest[name.len()..].starts_with(":?") {
            needed.insert(name);
        }
    }
    (all, needed)
}

const THREE: [(&str, &str); 3] = [
    ("BASE_URL", "http://localhost:3000"),
    ("SECRET_KEY", GOOD_KEY),
    ("POSTGRES_PASSWORD", "0123456789abcdef"),
];

/// The configuration in the container: of the image, over it `.env`, over it compose.yaml.
fn composed(given: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let given: Vec<_> = THREE.iter().chain(given).copied().collect();
    // The last one given counts.
    let latest: Vec<_> = given.iter().rev().copied().collect();
    let compose = of_compose(&latest);
    let compose = compose.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    Config::load(&of_image().into_iter().chain(given).chain(compose).collect())
}

fn seconds(text: &str) -> u64 {
    let (_, after) = text.split_once(": ").unwrap_or(("", text));
    after.lines().next().unwrap().trim_end_matches('s').parse().unwrap()
}

#[test]
fn the_container_is_given_variables_that_are_read() {
    let read = variables_that_are_read();
    for (name, _) in of_image() {
        assert!(read.contains(name), "{name} in the Dockerfile");
    }
    let compose = of_compose(&[]);
    assert!(compose.len() > 5, "{compose:?}");
    for (name, _) in compose {
        assert!(read.contains(name.as_str()), "{name} in compose.yaml");
    }
    let (all, _) = asked_for_by_compose();
    for name in all {
        assert!(read.contains(name) || name == OF_COMPOSE, "{name} in compose.yaml");
    }
}

#[test]
fn compose_needs_the_three_variables_that_the_example_names_for_it() {
    let (_, needed) = asked_for_by_compose();
    assert_eq!(needed, THREE.iter().map(|(name, _)| *name).collect());
    let example = include_str!("../../../../.env.example");
    let (_, told) = example.split_once("`docker compose up` needs three").unwrap();
    let (told, _) = told.split_once("\n\n").unwrap();
    for name in needed {
        assert!(told.contains(name), "{name}");
    }
}

#[test]
fn compose_starts_with_three_variables() {
    let config = composed(&[]).unwrap();
    assert_eq!(config.environment, Environment::Development);
    assert_eq!(config.base_url, "http://localhost:3000");
    assert_eq!(config.listen.to_string(), "0.0.0.0:3000");
    assert!(config.media_dir.starts_with(&config.data_dir), "one volume has both");
}

#[test]
fn compose_does_not_send_productions_mail_to_the_catcher() {
    let production = [
        ("APP_ENV", "production"),
        ("BASE_URL", "https://hub.example"),
        ("ALLOW_MOCK_PAYMENTS", "on"),
    ];
    let refused = composed(&production).unwrap_err().0;
    let refused: Vec<_> = refused.iter().map(|problem| problem.variable.as_str()).collect();
    assert_eq!(refused, ["SMTP_URL"]);
    let mail = [("SMTP_URL", "smtps://hub:secret@mail.example")];
    assert!(composed(&[&production[..], &mail].concat()).is_ok());
}

#[test]
fn a_container_is_given_the_time_to_stop_that_the_server_takes() {
    let (_, server) = COMPOSE.split_once("\n  server:\n").unwrap();
    let (_, grace) = server.split_once("stop_grace_period").unwrap();
    let takes = crate::listen::DRAIN.max(crate::workers::DRAIN) + crate::commands::LAST_WORDS;
    assert!(Duration::from_secs(seconds(grace)) > takes, "{takes:?}");
}

#[test]
fn the_image_is_checked_by_a_command_that_exists_and_ends_in_time() {
    use clap::Parser as _;
    let (_, check) = DOCKERFILE.split_once("\nHEALTHCHECK ").unwrap();
    let (options, command) = check.split_once("CMD ").unwrap();
    let command: Vec<String> = serde_json::from_str(command.lines().next().unwrap()).unwrap();
    let cli = crate::cli::Cli::try_parse_from(&command).unwrap();
    assert!(matches!(cli.command, crate::cli::Command::Healthcheck));
    let (_, timeout) = options.split_once("--timeout=").unwrap();
    let timeout = timeout.split(' ').next().unwrap();
    assert!(Duration::from_secs(seconds(timeout)) > crate::commands::HEALTHCHECK_DEADLINE);
}

#[test]
fn the_image_is_built_from_every_crate_of_the_workspace() {
    let workspace = include_str!("../../../../Cargo.toml");
    let (_, members) = workspace.split_once("members = [").unwrap();
    let (members, _) = members.split_once(']').unwrap();
    let members: Vec<_> = members.split('"').skip(1).step_by(2).collect();
    assert!(members.contains(&"server"), "{members:?}");
    let taken = include_str!("../../../../.dockerignore");
    for member in members {
        assert!(
            taken.lines().any(|line| line == format!("!{member}")),
            "{member} in .dockerignore"
        );
    }
}

#[test]
fn the_image_is_built_with_the_compiler_that_the_workspace_asks_for() {
    let workspace = include_str!("../../../../Cargo.toml");
    let (_, version) = workspace.split_once("rust-version = \"").unwrap();
    let version = version.split('"').next().unwrap();
    assert!(DOCKERFILE.contains(&format!("/rust:{version}-")), "{version}");
}
