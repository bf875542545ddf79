//! `tenken completions` and `tenken man`: what shells and `man` want.

use std::collections::BTreeMap;

use clap::CommandFactory as _;

use crate::disk::{self, Existing};
use crate::say;

use super::Outcome;
use super::args::{Cli, CompletionsArgs, ManArgs};
use super::terminal::{Terminal, plural};

/// Prints the completion script of a shell.
pub(super) fn completions(terminal: &Terminal, args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "tenken", &mut script);
    terminal.print(&String::from_utf8(script)?)?;
    Ok(Outcome::Clean)
}

/// Prints the manual page, or writes the pages of all commands.
pub(super) fn man(terminal: &Terminal, args: &ManArgs) -> anyhow::Result<Outcome> {
    let mut command = Cli::command();
    command.build();
    let Some(folder) = &args.out else {
        terminal.print(&String::from_utf8(page(command)?)?)?;
        return Ok(Outcome::Clean);
    };
    let mut pages = BTreeMap::new();
    for sub in command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help")
    {
        pages.insert(format!("tenken-{}.1", sub.get_name()), page(sub.clone())?);
    }
    pages.insert("tenken.1".to_owned(), page(command)?);
    disk::write_files(folder, &pages, Existing::Replace)?;
    let (count, folder) = (pages.len(), folder.display());
    let s = plural(count);
    terminal.status(&say!(
        "マニュアル{count}ページ：{folder}",
        "{count} manual page{s}: {folder}"
    ));
    Ok(Outcome::Clean)
}

fn page(command: clap::Command) -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(page)
}
