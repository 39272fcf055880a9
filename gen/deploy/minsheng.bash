# bash completion of minsheng. Commands, options and arguments are asked of the program's own help,
# periods and documents of the root that -C names: nothing here has to be kept in step by hand.

# Fill `values` (option -> what it takes), `kinds` (PERIOD DOCUMENT …) and `commands` from help.
_minsheng_ask() {
	local line part=
	while IFS= read -r line; do
		case $line in
		'usage: minsheng COMMAND'*) ;;
		'usage: minsheng '*) read -r -a kinds <<<"${line#usage: minsheng * }" ;;
		*:) part=$line ;;
		'  '*)
			if [[ $part == Commands: && $line =~ ^\ \ ([a-z]+)\  ]]; then
				commands+=("${BASH_REMATCH[1]}")
			elif [[ $part == Options: && $line =~ ^\ \ (-[A-Za-z])?(,\ )?(--[a-z0-9-]+)?(\ ([^ ]+))?\  ]]; then
				[[ -z ${BASH_REMATCH[1]} ]] || values[${BASH_REMATCH[1]}]=${BASH_REMATCH[5]}
				[[ -z ${BASH_REMATCH[3]} ]] || values[${BASH_REMATCH[3]}]=${BASH_REMATCH[5]}
			fi
			;;
		esac
	done < <("$program" "$@" --help --lang en 2>/dev/null)
}

# Those of the arguments that begin with the word being completed.
_minsheng_offer() {
	local candidate
	for candidate; do
		[[ $candidate == "$current"* ]] || continue
		[[ $candidate == *[[:space:]]* ]] && printf -v candidate '%q' "$candidate"
		COMPREPLY+=("$candidate")
	done
}

_minsheng_files() {
	local -a names
	compopt -o filenames 2>/dev/null
	mapfile -t names < <(compgen "$@" -- "$current")
	COMPREPLY+=("${names[@]}")
}

# Names below the root that a pattern gives, the folder and a suffix taken off.
_minsheng_names() {
	local suffix=$1 path
	local -a names=()
	shift
	for path; do
		[[ -e $path ]] || continue
		path=${path##*/}
		names+=("${path%"$suffix"}")
	done
	_minsheng_offer "${names[@]}"
}

# Months, and the revisions of those that were issued: 2020-03/1.
_minsheng_moments() {
	local path
	local -a names=()
	for path in "$root"/input/submissions/[0-9]*-[0-9]* "$root"/input/archive/[0-9]*-[0-9]*/[0-9]*/; do
		[[ -e $path ]] || continue
		path=${path#"$root"/input/*/}
		names+=("${path%/}")
	done
	_minsheng_offer "${names[@]}"
}

_minsheng_documents() {
	local -a names
	mapfile -t names < <("$program" -C "$root" list "$1" 2>/dev/null | cut -f 1)
	_minsheng_offer "${names[@]}"
}

# What an expression finds in the data of the month that is the first argument, for history of the
# newest; and more words.
_minsheng_facts() {
	local -a names months
	if [[ $command == history ]]; then
		months=("$root"/input/submissions/[0-9]*-[0-9]*)
	else
		months=("${arguments[0]}")
	fi
	mapfile -t names < <("$program" -C "$root" facts "${months[-1]##*/}" "$1" 2>/dev/null)
	_minsheng_offer "${@:2}" "${names[@]}"
}

# The codes of what stands against issuing that month, or of what is asked back about it.
_minsheng_codes() {
	local -a names
	if [[ $command == issue ]]; then
		mapfile -t names < <("$program" -C "$root" issue "${arguments[0]}" --dry-run --json --lang en 2>&1 >/dev/null |
			sed -n 's/^.*"code":"ISSUE_STANDING".*"text":"[^"]*: \([A-Z_]*\) stands .*/\1/p' | sort -u)
		_minsheng_offer "${names[@]}"
		return
	fi
	mapfile -t names < <("$program" -C "$root" acknowledge "${arguments[0]}" 2>/dev/null |
		sed -n 's/^minsheng acknowledge [^ ]* \([A-Z_]*\) .*/\1/p' | sort -u)
	_minsheng_offer RECEIVED "${names[@]}"
}

# What stands for a value or an argument, by the word that the help has for it.
_minsheng_kind() {
	case $1 in
	*'|'*) _minsheng_offer ${1//|/ } ;;
	DIR | FOLDER) _minsheng_files -d ;;
	PROGRAM) _minsheng_files -A command -f ;;
	FILE* | PATH)
		[[ $command != check ]] || _minsheng_names '' "$root"/input/submissions/[0-9]*-[0-9]*
		_minsheng_files -f
		;;
	PERIOD*)
		case $command in
		reopen | regenerate | export) _minsheng_names '' "$root"/input/archive/[0-9]*-[0-9]* ;;
		verify)
			_minsheng_names '' "$root"/input/archive/[0-9]*-[0-9]*
			_minsheng_files -f
			;;
		compare) _minsheng_moments ;;
		*) _minsheng_names '' "$root"/input/submissions/[0-9]*-[0-9]* ;;
		esac
		;;
	INDICATOR)
		case $command in
		why) _minsheng_facts 'unit/@name | category/task/indicator/@id' task ;;
		*) _minsheng_facts 'category/task/indicator/@id' ;;
		esac
		;;
	UNIT*)
		case $command${arguments[1]-} in
		whytask) _minsheng_facts 'category/task/@no' ;;
		*) _minsheng_facts 'unit/@name' ;;
		esac
		;;
	YEAR) _minsheng_names .json "$root"/input/targets/*.json ;;
	CODE) _minsheng_codes ;;
	DOCUMENT*) _minsheng_documents "${arguments[0]}" ;;
	TEMPLATE*) _minsheng_names .xml "$root"/templates/*.xml ;;
	STYLE) _minsheng_names .xml "$root"/templates/styles/*.xml ;;
	N)
		[[ $waiting != --revision || $command == acknowledge ]] ||
			_minsheng_names '' "$root/input/archive/${arguments[0]}"/[0-9]*
		;;
	[[:lower:]]*) _minsheng_offer "$1" ;;
	esac
}

# Read the words before the one being completed: command, arguments, root, the option that waits
# for its value. bash parts --lang=zh into three words.
_minsheng_read() {
	local word i
	waiting=
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if [[ $word == = ]]; then
			continue
		elif [[ -n $waiting ]]; then
			[[ $waiting != -C ]] || root=${word/#\~/$HOME} root=${root//[\'\"\\]/}
			waiting=
		elif [[ $word == -* ]]; then
			[[ -z ${values[$word]} ]] || waiting=$word
		elif [[ -z $command ]]; then
			command=$word
			_minsheng_ask "$command"
		else
			arguments+=("$word")
		fi
	done
}

_minsheng() {
	local program=${1/#\~/$HOME} current=$2 command= root=. waiting place
	local -a commands=() kinds=() arguments=()
	local -A values=()
	COMPREPLY=()
	[[ ${COMP_WORDS[COMP_CWORD]} != = ]] || current=
	# The help of a command has the options of all; where it comes first, that is enough.
	[[ $COMP_CWORD -gt 1 && ${COMP_WORDS[1]} == [a-z]* ]] || _minsheng_ask
	kinds=()
	_minsheng_read
	if [[ -n $waiting ]]; then
		_minsheng_kind "${values[$waiting]}"
	elif [[ $current == -* ]]; then
		_minsheng_offer "${!values[@]}"
	elif [[ -z $command ]]; then
		_minsheng_offer "${commands[@]}"
	elif ((${#kinds[@]} > 0)); then
		place=$((${#arguments[@]} < ${#kinds[@]} ? ${#arguments[@]} : ${#kinds[@]} - 1))
		kinds=("${kinds[@]//[\[\]]/}")
		[[ ${#arguments[@]} -ge ${#kinds[@]} && ${kinds[place]} != *… ]] || _minsheng_kind "${kinds[place]}"
	fi
}

complete -F _minsheng minsheng
