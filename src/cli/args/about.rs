//! Arguments of `completions` and `man`.

use clap::Args;

use super::OutputArgs;

/// Print a shell's completion script
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema completions bash > ~/.local/share/bash-completion/completions/tmall-schema
  tmall-schema completions zsh > ~/.zfunc/_tmall-schema
  tmall-schema completions fish > ~/.config/fish/completions/tmall-schema.fish")]
pub(crate) struct CompletionsArgs {
    /// Shell to complete for
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Print a manual page
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema man | man -l -
  tmall-schema man fmt > tmall-schema-fmt.1
  tmall-schema man fill init | man -l -
  tmall-schema man --lang zh > tmall-schema.zh.1")]
pub(crate) struct ManArgs {
    /// Subcommand to print the page of, such as fmt or fill init; without it, the page of the program
    #[arg(value_name = "COMMAND")]
    pub(crate) subcommand: Vec<String>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
