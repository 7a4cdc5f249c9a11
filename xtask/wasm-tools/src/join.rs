//! Joining modules that were cut apart.

use anyhow::{Context, anyhow, ensure};
use std::ops::Range;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, CustomSection, DataSection, ElementSection, FunctionSection, Module, RawSection,
    TypeSection,
};
use wasmparser::{BinaryReader, CodeSectionReader, Parser, Payload};

/// Where the types and functions of one module are in the joined one.
struct Moved {
    types: u32,
    functions: u32,
}

impl Reencode for Moved {
    type Error = std::convert::Infallible;

    fn type_index(&mut self, index: u32) -> Result<u32, Error<Self::Error>> {
        Ok(index + self.types)
    }

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Self::Error>> {
        Ok(index + self.functions)
    }
}

/// One module with everything of all. They import the same three things and no function, export
/// nothing, and find each other's functions in the table that is among the three.
pub(crate) fn join(modules: &[Vec<u8>]) -> anyhow::Result<Vec<u8>> {
    let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
    let (mut elements, mut code) = (ElementSection::new(), CodeSection::new());
    let mut data = DataSection::new();
    let mut imports: Option<&[u8]> = None;
    let mut features: Option<&[u8]> = None;
    for module in modules {
        let mut moved = Moved { types: types.len(), functions: functions.len() };
        for payload in Parser::new(0).parse_all(module) {
            let done = match payload? {
                Payload::TypeSection(section) => moved.parse_type_section(&mut types, section),
                Payload::ImportSection(section) => {
                    let these = bytes(module, section.range())?;
                    ensure!(**imports.get_or_insert(these) == *these, "other imports");
                    Ok(())
                }
                Payload::FunctionSection(section) => {
                    moved.parse_function_section(&mut functions, section)
                }
                Payload::ExportSection(section) => {
                    ensure!(section.count() == 0, "an export");
                    Ok(())
                }
                Payload::ElementSection(section) => {
                    moved.parse_element_section(&mut elements, section)
                }
                Payload::CodeSectionStart { range, .. } => {
                    let section = bytes(module, range.clone())?;
                    let section = BinaryReader::new(section, range.start);
                    let section = CodeSectionReader::new(section)?;
                    moved.parse_code_section(&mut code, section)
                }
                Payload::DataSection(section) => moved.parse_data_section(&mut data, section),
                Payload::CustomSection(section) if section.name() == "target_features" => {
                    features = Some(section.data());
                    Ok(())
                }
                // The count is for instructions that these modules have not.
                Payload::Version { .. }
                | Payload::DataCountSection { .. }
                | Payload::CodeSectionEntry(_)
                | Payload::CustomSection(_)
                | Payload::End(_) => Ok(()),
                other => return Err(anyhow!("a section that is not joined: {other:?}")),
            };
            done.map_err(|error| anyhow!("cannot join: {error}"))?;
        }
    }
    let mut joined = Module::new();
    joined.section(&types);
    let imports = imports.context("no imports")?;
    joined.section(&RawSection { id: wasm_encoder::SectionId::Import as u8, data: imports });
    joined.section(&functions).section(&elements).section(&code).section(&data);
    if let Some(data) = features {
        joined.section(&CustomSection { name: "target_features".into(), data: data.into() });
    }
    Ok(joined.finish())
}

fn bytes(module: &[u8], range: Range<u64>) -> anyhow::Result<&[u8]> {
    let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
    module.get(range).context("a section outside its module")
}
