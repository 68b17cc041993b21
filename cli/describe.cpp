// dragoman describe: the manual page and shells' completions, out of what every command says of itself.
#include <fmt/format.h>

#include <iostream>
#include <string>
#include <vector>

#include "commands.h"

namespace dragoman::cli {
namespace {

/// For troff: no line begins a request, no letter is an escape.
std::string troff(std::string_view text) {
    std::string out;
    bool begins = true;
    for (const char c : text) {
        if (begins && (c == '.' || c == '\'')) out += "\\&";
        out += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
        begins = c == '\n';
    }
    return out;
}

/// "--limit INT", or a positional's name.
std::string synopsis(const CLI::Option& option) {
    std::string text = option.get_name(false, true);
    if (option.get_type_size() > 0 && !option.get_positional() && !option.get_type_name().empty())
        text += " " + option.get_type_name();
    return text;
}

void print_options(const CLI::App& app) {
    for (const CLI::Option* option : app.get_options()) {
        std::cout << ".TP\n.B " << troff(synopsis(*option)) << "\n" << troff(option->get_description()) << "\n";
    }
}

std::string full_name(const CLI::App& app) {
    return app.get_parent() && app.get_parent()->get_parent() ? full_name(*app.get_parent()) + " " + app.get_name()
                                                              : app.get_name();
}

/// A command with the ones under it.
void print_command(CLI::App& app) {
    std::cout << ".SS " << troff(full_name(app)) << "\n" << troff(app.get_description()) << "\n";
    print_options(app);
    if (!app.get_footer().empty()) std::cout << ".PP\n.nf\n" << troff(app.get_footer()) << "\n.fi\n";
    for (CLI::App* under : app.get_subcommands({})) print_command(*under);
}

void print_man(CLI::App& app) {
    std::cout << ".TH DRAGOMAN 1 \"\" \"dragoman " DRAGOMAN_VERSION
                 "\" \"User Commands\"\n.SH NAME\ndragoman \\- read "
                 "news and keep the record\n.SH SYNOPSIS\n.B dragoman\n.I COMMAND\n[options]\n.SH DESCRIPTION\n"
              << troff(app.get_description()) << "\n.SH COMMANDS\n";
    for (CLI::App* command : app.get_subcommands({})) print_command(*command);
    std::cout << ".SH EXIT STATUS\n0: done. 1: some inputs failed. 2: wrong usage or unusable input.\n";
}

/// "a b c" of the names that `names` gives.
template <class Items, class F>
std::string joined(const Items& items, F&& name) {
    std::string text;
    for (const auto* item : items)
        for (const std::string& one : name(*item)) text += (text.empty() ? "" : " ") + one;
    return text;
}

std::string options_of(const CLI::App& app) {
    return joined(app.get_options(), [](const CLI::Option& option) {
        std::vector<std::string> names;
        for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
        return names;
    });
}

std::string commands_of(CLI::App& app) {
    return joined(app.get_subcommands({}), [](const CLI::App& one) { return std::vector{one.get_name()}; });
}

void print_bash(CLI::App& app) {
    std::cout << "# bash completion for dragoman, made by `dragoman describe bash`.\n_dragoman() {\n"
                 "  local word=${COMP_WORDS[COMP_CWORD]} words=''\n  case ${COMP_WORDS[1]} in\n";
    for (CLI::App* command : app.get_subcommands({})) {
        std::string words = options_of(*command);
        for (CLI::App* under : command->get_subcommands({}))
            words += " " + under->get_name() + " " + options_of(*under);
        std::cout << fmt::format("    {}) words='{}' ;;\n", command->get_name(), words);
    }
    std::cout << fmt::format("  esac\n  [ \"$COMP_CWORD\" = 1 ] && words='{}'\n", commands_of(app))
              << "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n}\n"
                 "complete -o default -F _dragoman dragoman\n";
}

/// For single quotes of zsh's _arguments: colons and brackets part its fields.
std::string zsh(std::string_view text) {
    std::string out;
    for (const char c : text.substr(0, text.find('\n')))
        out += c == '\'' ? "'\\''" : c == ':' || c == '[' || c == ']' ? std::string{'\\', c} : std::string(1, c);
    return out;
}

void print_zsh(CLI::App& app) {
    std::cout << "#compdef dragoman\n# zsh completion for dragoman, made by `dragoman describe zsh`.\n_dragoman() {\n"
                 "  if (( CURRENT == 2 )); then\n    local -a commands=(\n";
    for (CLI::App* command : app.get_subcommands({}))
        std::cout << fmt::format("      '{}:{}'\n", command->get_name(), zsh(command->get_description()));
    std::cout << "    )\n    _describe command commands\n    return\n  fi\n  case $words[2] in\n";
    for (CLI::App* command : app.get_subcommands({})) {
        std::cout << fmt::format("    {}) _arguments", command->get_name());
        for (const CLI::Option* option : command->get_options())
            for (const std::string& name : option->get_lnames())
                std::cout << fmt::format(" \\\n      '--{}[{}]{}'", name, zsh(option->get_description()),
                                         option->get_type_size() > 0 ? ":value:_files" : "");
        std::cout << " \\\n      '*:file:_files' ;;\n";
    }
    std::cout << "  esac\n}\n_dragoman\n";
}

}  // namespace

void add_describe(Commands& commands) {
    auto form = std::make_shared<std::string>();
    auto* command = commands.app.add_subcommand("describe", "Print the manual page, or completions for a shell");
    command->add_option("form", *form, "man, bash or zsh")->required()->check(CLI::IsMember({"man", "bash", "zsh"}));
    command->footer("Example:\n  dragoman describe man | head -n 3");
    command->callback([&commands, form] {
        commands.run = [&commands, form] {
            if (*form == "man") print_man(commands.app);
            if (*form == "bash") print_bash(commands.app);
            if (*form == "zsh") print_zsh(commands.app);
            return 0;
        };
    });
}

}  // namespace dragoman::cli
