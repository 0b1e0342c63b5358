"""
`budgetperf completion SHELL`: the script by which a shell completes commands, options, names and files.

What may come next is told by click, as for every program that is built on it; its own scripts, though, leave file names
to the shell. These take the ones that `values` found, so that only files are offered that a command can read.
"""

from __future__ import annotations

from typing import Final

import click

from budgetperf.cli.commands import Argument, Command
from budgetperf.cli.language import mark
from budgetperf.cli.options import lang_option
from budgetperf.cli.values import OneOf

__all__ = ["completion"]

_BASH: Final = r"""# budgetperf: eval "$(budgetperf completion bash)"
_budgetperf_completion() {
    local IFS=$'\n' line kind value
    COMPREPLY=()
    while IFS= read -r line; do
        [[ -n $line ]] || continue
        kind=${line%%,*} value=${line#*,}
        if [[ $kind == file || $kind == dir ]]; then
            # Bash itself puts a slash after a folder.
            compopt -o filenames 2>/dev/null
            value=${value%/}
        elif [[ $value == */ ]]; then
            compopt -o nospace 2>/dev/null
        fi
        COMPREPLY+=("$value")
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" _BUDGETPERF_COMPLETE=bash_complete "$1")
}
complete -o nosort -F _budgetperf_completion budgetperf 2>/dev/null ||
    complete -F _budgetperf_completion budgetperf
"""

_ZSH: Final = r"""#compdef budgetperf
# eval "$(budgetperf completion zsh)", or save it as _budgetperf in a folder of $fpath
_budgetperf_completion() {
    local -a described plain open
    local kind value meaning
    (( $+commands[budgetperf] )) || return 1
    while IFS= read -r kind && IFS= read -r value && IFS= read -r meaning; do
        if [[ $value == */ ]]; then
            open+=("$value")
        elif [[ $meaning == _ ]]; then
            plain+=("$value")
        else
            described+=("$value:$meaning")
        fi
    done < <(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) _BUDGETPERF_COMPLETE=zsh_complete budgetperf)
    (( $#described )) && _describe -V budgetperf described
    (( $#plain )) && compadd -V budgetperf -a plain
    (( $#open )) && compadd -V budgetperf -S '' -a open
    return 0
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _budgetperf_completion "$@"
else
    compdef _budgetperf_completion budgetperf
fi
"""

_FISH: Final = r"""# budgetperf completion fish > ~/.config/fish/completions/budgetperf.fish
function _budgetperf_completion
    set -lx _BUDGETPERF_COMPLETE fish_complete
    set -lx COMP_WORDS (commandline -cp)
    set -lx COMP_CWORD (commandline -t)
    for line in (budgetperf)
        string match -rg '^[a-z]+,(.*)' -- $line
    end
end
complete --no-files --command budgetperf --arguments '(_budgetperf_completion)'
"""

_SCRIPTS: Final = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


@click.command(
    cls=Command,
    help=mark(
        'bash：在 ~/.bashrc 中加入 eval "$(budgetperf completion bash)"\n'
        'zsh：在 ~/.zshrc 中加入 eval "$(budgetperf completion zsh)"\n'
        "fish：budgetperf completion fish > ~/.config/fish/completions/budgetperf.fish"
    ),
)
@click.argument("shell", cls=Argument, type=OneOf(list(_SCRIPTS)), metavar="bash|zsh|fish")
@lang_option(expose=False)
def completion(shell: str) -> None:
    """Print the script; it is the same in both languages."""
    click.echo(_SCRIPTS[shell], nl=False)
