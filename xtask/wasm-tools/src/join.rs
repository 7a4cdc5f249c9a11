//! Joining modules that were cut apart.

use anyhow::{Context, anyhow, ensure};
use std::mem::discriminant;
use std::ops::Range;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, CustomSection, DataSection, ElementSection, FunctionSection, Module, RawSection,
    TypeSection,
};
use wasmparser::{
    BinaryReader, CodeSectionReader, Import, ImportSectionReader, Parser, Payload,
};

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

/// One module with everything of all. They import of the same three things what they need and no
/// function, export nothing, and find each other's functions in the table that is among the three.
pub(crate) fn join(modules: &[Vec<u8>]) -> anyhow::Result<Vec<u8>> {
    let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
    let (mut elements, mut code) = (ElementSection::new(), CodeSection::new());
    let mut data = DataSection::new();
    let mut imports: Option<Imported> = None;
    let mut features: Option<&[u8]> = None;
    for module in modules {
        let mut moved = Moved { types: types.len(), functions: functions.len() };
        for payload in Parser::new(0).parse_all(module) {
            let done = match payload? {
                Payload::TypeSection(section) => moved.parse_type_section(&mut types, section),
                Payload::ImportSection(section) => {
                    let these = Imported::read(module, section)?;
                    imports = Some(match imports {
                        Some(others) => others.with(these)?,
                        None => these,
                    });
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
    joined.section(&RawSection { id: wasm_encoder::SectionId::Import as u8, data: imports.section });
    joined.section(&functions).section(&elements).section(&code).section(&data);
    if let Some(data) = features {
        joined.section(&CustomSection { name: "target_features".into(), data: data.into() });
    }
    Ok(joined.finish())
}

/// What a module imports.
struct Imported<'a> {
    all: Vec<Import<'a>>,
    section: &'a [u8],
}

impl<'a> Imported<'a> {
    fn read(module: &'a [u8], section: ImportSectionReader<'a>) -> anyhow::Result<Self> {
        let bytes = bytes(module, section.range())?;
        Ok(Self { all: section.into_imports().collect::<Result<_, _>>()?, section: bytes })
    }

    /// The larger of both, if the other one numbers what it imports in the same way: things of each
    /// kind are counted for themselves.
    fn with(self, other: Self) -> anyhow::Result<Self> {
        let (larger, smaller) =
            if self.all.len() < other.all.len() { (other, self) } else { (self, other) };
        for kind in smaller.all.iter().map(|it| discriminant(&it.ty)) {
            let of_kind = |it: &&Import<'_>| discriminant(&it.ty) == kind;
            let mut known = larger.all.iter().filter(of_kind);
            let same = smaller.all.iter().filter(of_kind).all(|it| known.next() == Some(it));
            ensure!(same, "other imports");
        }
        Ok(larger)
    }
}

fn bytes(module: &[u8], range: Range<u64>) -> anyhow::Result<&[u8]> {
    let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
    module.get(range).context("a section outside its module")
}
