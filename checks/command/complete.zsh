# Types a line and the tab key into a real zsh and waits for the line that is expected: FOLDER LINE EXPECTED.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; fpath=($1 \$fpath); autoload -U compinit; compinit -u -D; print rea''dy"
zpty -r -m shell seen '*ready*'
zpty -n -w shell "$2"$'\t'
zpty -r -m shell seen "*$3*"
zpty -d shell
