//! OpenAPI fix-ups: what every operation has in common and the derives do not say.

use super::schema_constraints;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{
    ContentBuilder, Header, PathItem, Ref, RefOr, Response, ResponseBuilder, Schema,
};

const PROBLEM: &str = "application/problem+json";
const STREAM: &str = "text/event-stream";
const JSON: &str = "application/json";

/// Operations whose 201 is for many things at once, which have no address in common.
const CREATES_MANY: [&str; 1] = ["certificates_issue"];

/// Errors are problems whatever their status, what is created has an address, paging has limits.
pub(super) fn complete(item: &mut PathItem) {
    let operations =
        [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
    for operation in operations.into_iter().flatten() {
        refusals(operation);
        name(operation);
        location(operation);
        for parameter in operation.parameters.iter_mut().flatten() {
            if let RefOr::T(parameter) = parameter {
                limits(parameter);
                if operation.operation_id.as_deref().is_some_and(|id| id.ends_with("_report")) {
                    schema_constraints::of_report(parameter);
                }
                if operation.tags.iter().flatten().any(|tag| tag == "attendance") {
                    schema_constraints::of_bookings(parameter);
                }
            }
        }
    }
}

/// Handlers of other resources have the same names.
fn name(operation: &mut Operation) {
    let tag = operation.tags.iter().flatten().next();
    if let (Some(tag), Some(name)) = (tag, &operation.operation_id) {
        operation.operation_id = Some(format!("{tag}_{name}"));
    }
}

/// [`Created`](crate::api::support::Created) and `Accepted` send it with every such response.
fn location(operation: &mut Operation) {
    let many = operation.operation_id.as_deref().is_some_and(|name| CREATES_MANY.contains(&name));
    if let Some(RefOr::T(created)) = operation.responses.responses.get_mut("201")
        && !many
    {
        let mut address = Header::new(ObjectBuilder::new().schema_type(Type::String));
        address.description = Some("The address of what was created".to_owned());
        created.headers.insert("Location".to_owned(), address.into());
    }
}

fn refusals(operation: &mut Operation) {
    let responses = &mut operation.responses.responses;
    for (status, response) in responses.iter_mut() {
        if let RefOr::T(response) = response
            && (status.starts_with('4') || status.starts_with('5'))
            && let Some(body) = response.content.shift_remove(JSON)
        {
            response.content.insert(PROBLEM.to_owned(), body);
        }
        // A stream has no shape as a whole; what is in one message, the operation says in words.
        if let RefOr::T(response) = response
            && let Some(RefOr::T(stream)) = response.content.get_mut(STREAM)
        {
            stream.schema = None;
        }
    }
    responses.entry("default".to_owned()).or_insert_with(|| RefOr::T(any_problem()));
}

fn any_problem() -> Response {
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description("A refusal (RFC 9457)").content(PROBLEM, problem).build()
}

fn limits(parameter: &mut Parameter) {
    if parameter.parameter_in == ParameterIn::Query {
        schema_constraints::of_query(parameter);
    }
    let number = |most: Option<u32>| {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::Integer))
            .minimum(Some(1))
            .maximum(most)
    };
    let schema = match (&parameter.parameter_in, parameter.name.as_str()) {
        (ParameterIn::Query, "page") => number(Some(types::page::MAX_PAGE)),
        (ParameterIn::Query, "page_size") => number(Some(types::page::MAX_PAGE_SIZE)),
        _ => return,
    };
    parameter.schema = Some(RefOr::T(Schema::Object(schema.build())));
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn operations() -> Vec<(String, Value)> {
        let document = serde_json::to_value(crate::api::openapi()).unwrap();
        let paths = document["paths"].as_object().unwrap();
        paths
            .iter()
            .flat_map(|(path, item)| {
                let item = item.as_object().unwrap();
                item.iter().map(move |(method, it)| (format!("{method} {path}"), it.clone()))
            })
            .collect()
    }

    #[test]
    fn every_refusal_is_described_as_a_problem() {
        for (name, operation) in operations() {
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.contains_key("default"), "{name}");
            for (status, response) in responses.iter().filter(|(status, _)| status.starts_with('4'))
            {
                let content = response["content"].as_object().unwrap();
                assert!(content.keys().all(|kind| kind == super::PROBLEM), "{name} {status}");
            }
        }
    }

    /// Whatever else says 201 leaves out where the new thing is.
    #[test]
    fn only_one_response_type_says_201() {
        fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() && !path.ends_with("tests") {
                    sources(&path, found);
                } else if path.extension().is_some_and(|kind| kind == "rs") {
                    found.push(path);
                }
            }
        }
        let mut found = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        let word = ["StatusCode::", "CREATED"].concat();
        let mut saying: Vec<_> = found
            .iter()
            .filter(|path| fs::read_to_string(path).unwrap().contains(&word))
            .map(|path| path.file_name().unwrap().to_str().unwrap())
            .collect();
        saying.sort_unstable();
        // Certificates are issued many at a time.
        assert_eq!(saying, ["certificates.rs", "created.rs"]);
        let created: Vec<_> = operations()
            .into_iter()
            .filter_map(|(_, it)| {
                Some((it["operationId"].clone(), it["responses"].get("201")?.clone()))
            })
            .collect();
        assert!(created.len() > 7);
        for (name, response) in created {
            let many = super::CREATES_MANY.iter().any(|known| name == *known);
            assert_eq!(response["headers"]["Location"].is_object(), !many, "{name}");
        }
    }

    #[test]
    fn every_operation_has_a_name_of_its_own() {
        let all = operations();
        let names: std::collections::BTreeSet<_> =
            all.iter().map(|(_, it)| it["operationId"].as_str().unwrap()).collect();
        assert_eq!(names.len(), all.len());
    }

    #[test]
    fn a_page_has_its_limits_wherever_it_is_asked_for() {
        let mut found = 0;
        for (name, operation) in operations() {
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                if parameter["name"] == "page_size" {
                    found += 1;
                    assert_eq!(parameter["schema"]["maximum"], 100, "{name}");
                    assert_eq!(parameter["schema"]["minimum"], 1, "{name}");
                }
            }
        }
        assert!(found > 3);
    }
}
