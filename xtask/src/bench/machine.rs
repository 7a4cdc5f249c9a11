//! What the figures were measured on.

use std::{fs, thread::available_parallelism};

/// One line: processor, cores, memory, kernel.
pub(super) fn describe() -> String {
    let cores = available_parallelism().map_or(1, usize::from);
    let gigabytes = memory_kb().unwrap_or_default() / 1_000_000;
    let kernel = read("/proc/sys/kernel/osrelease");
    format!("{}, {cores} cores, {gigabytes} GB, Linux {}", processor(), kernel.trim())
}

/// Programs that wanted to run, on average over the last minute.
pub(super) fn load() -> String {
    read("/proc/loadavg").split(' ').next().unwrap_or("?").to_owned()
}

/// Some processors go without a name, e.g. on ARM.
fn processor() -> String {
    let info = read("/proc/cpuinfo");
    field(&info, "model name").unwrap_or(std::env::consts::ARCH).to_owned()
}

fn memory_kb() -> Option<u64> {
    first_number(field(&read("/proc/meminfo"), "MemTotal")?)
}

/// `name : value` as `/proc` writes it.
pub(super) fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.trim() == name)
        .map(|(_, value)| value.trim())
}

/// `1234` of `1234 kB`.
pub(super) fn first_number(value: &str) -> Option<u64> {
    value.split_whitespace().next()?.parse().ok()
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_field_and_its_number() {
        let text = "VmPeak:\t 9 kB\nVmHWM:\t  20480 kB\n";
        assert_eq!(field(text, "VmHWM").and_then(first_number), Some(20_480));
        assert_eq!(field(text, "VmRSS"), None);
    }
}
