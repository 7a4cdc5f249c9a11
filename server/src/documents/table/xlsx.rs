//! Spreadsheets (XLSX). Rows go to a temporary file as they come, so that a long list takes no more
//! memory than a short one.

use super::Row;
use super::cell::{Cell, wall};
use chrono_tz::Tz;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::marker::PhantomData;

#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error("the spreadsheet: {0}")]
    Sheet(#[from] XlsxError),
    #[error("its file: {0}")]
    File(#[from] std::io::Error),
    #[error("the rows ended before the list")]
    Incomplete,
}

/// A cell's text that a spreadsheet can hold.
const TEXT_MAX: usize = 32_000;
/// The width of a column with moments, in characters.
const MOMENT_WIDTH: f64 = 19.0;

/// A sheet that rows are added to.
pub(super) struct Sheet<R> {
    book: Workbook,
    zone: Tz,
    row: u32,
    money: Format,
    moment: Format,
    day: Format,
    of: PhantomData<fn(R)>,
}

impl<R: Row> Sheet<R> {
    pub(super) fn new(zone: Tz) -> Result<Self, Error> {
        let mut book = Workbook::new();
        let head = Format::new().set_bold();
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, name) in (0..).zip(R::COLUMNS) {
            if *name == "at" || *name == "date" || name.ends_with("_at") {
                sheet.set_column_width(column, MOMENT_WIDTH)?;
            }
        }
        for (column, name) in (0..).zip(R::COLUMNS) {
            sheet.write_string_with_format(0, column, *name, &head)?;
        }
        let money = Format::new().set_num_format("0.00");
        let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        let day = Format::new().set_num_format("yyyy-mm-dd");
        Ok(Self { book, zone, row: 0, money, moment, day, of: PhantomData })
    }

    pub(super) fn add(&mut self, row: &R) -> Result<(), Error> {
        self.row += 1;
        let sheet = self.book.worksheet_from_index(0)?;
        let formats = (&self.money, &self.moment, &self.day);
        for (column, cell) in (0..).zip(row.cells()) {
            write(sheet, (self.row, column), &cell, self.zone, formats)?;
        }
        Ok(())
    }

    /// The file, to be read from its beginning.
    pub(super) fn finish(mut self) -> Result<File, Error> {
        let mut file = tempfile::tempfile()?;
        self.book.save_to_writer(&mut file)?;
        file.flush()?;
        file.rewind()?;
        Ok(file)
    }
}

/// A text stays a text, whatever it begins with: no cell of ours is a formula.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    zone: Tz,
    (money, moment, day): (&Format, &Format, &Format),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let text: String = text.chars().take(TEXT_MAX / 2).collect();
            sheet.write_string(row, column, text)?;
        }
        Cell::Number(number) => {
            sheet.write_number(row, column, number.to_f64().unwrap_or_default())?;
        }
        Cell::Money(amount) => {
            let amount = amount.to_f64().unwrap_or_default();
            sheet.write_number_with_format(row, column, amount, money)?;
        }
        Cell::Time(time) => {
            sheet.write_datetime_with_format(row, column, wall(*time, zone), moment)?;
        }
        Cell::Day(date) => {
            sheet.write_datetime_with_format(row, column, *date, day)?;
        }
    }
    Ok(())
}
