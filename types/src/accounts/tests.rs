use super::*;
use crate::Failure;

fn problems(password: &str) -> Vec<FieldProblem> {
    let mut checks = Checks::new();
    check_password(&mut checks, "password", password);
    match checks.finish() {
        Ok(()) => Vec::new(),
        Err(Failure { fields, .. }) => fields.into_iter().map(|error| error.problem).collect(),
    }
}

#[test]
fn a_password_is_long_enough_and_not_one_letter_over_and_over() {
    assert_eq!(problems("correct horse battery"), []);
    let longest: String = "ключ от 1 двери ".chars().cycle().take(PASSWORD_MAX).collect();
    assert_eq!(problems(&longest), []);
    assert_eq!(problems(""), [FieldProblem::Required]);
    assert_eq!(problems("nine char"), [FieldProblem::TooShort]);
    assert_eq!(problems(&"ab".repeat(PASSWORD_MAX)), [FieldProblem::TooLong]);
    assert_eq!(problems("aaaaaaaaaaaa"), [FieldProblem::TooCommon]);
}

#[test]
fn what_holds_a_secret_does_not_show_it() {
    let secret = || "open-sesame".to_owned();
    let shown = [
        format!("{:?}", Login { email: secret(), password: secret(), code: Some(secret()) }),
        format!(
            "{:?}",
            Register {
                email: secret(),
                password: secret(),
                display_name: secret(),
                role: None,
                locale: None,
            }
        ),
        format!("{:?}", ChangePassword { current_password: secret(), new_password: secret() }),
        format!("{:?}", DeleteAccount { password: secret() }),
        format!("{:?}", Tokens { access: secret(), refresh: secret() }),
    ];
    for text in shown {
        assert!(!text.contains("sesame"), "{text}");
    }
}
