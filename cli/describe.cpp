// dragoman describe: the manual page, shells' completions and references in Markdown, out of what every command says of
// itself and what the server answers from.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "commands.h"
#include "serve/reference.h"

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

/// "INT:POSITIVE" → "INT", "TEXT:{md,html}" → "md|html".
std::string type_of(const CLI::Option& option) {
    const std::string type = option.get_type_name();
    const auto open = type.find('{');
    if (open == std::string::npos) return type.substr(0, type.find(':'));
    std::string values = type.substr(open + 1, type.find('}', open) - open - 1);
    std::replace(values.begin(), values.end(), ',', '|');
    return values;
}

/// "--limit INT", or a positional's name.
std::string synopsis(const CLI::Option& option) {
    std::string text = option.get_name(false, true);
    if (option.get_type_size() > 0 && !option.get_positional() && !option.get_type_name().empty())
        text += " " + type_of(option);
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

/// For a cell of a table: no bar parts it, no tag is markup.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '\n' ? " " : c == '|' ? "\\|" : c == '<' ? "&lt;" : std::string(1, c);
    return out;
}

void print_table(const CLI::App& app) {
    std::cout << "\n| option | meaning |\n|---|---|\n";
    for (const CLI::Option* option : app.get_options()) {
        if (option == app.get_help_ptr()) continue;
        const std::string usual = option->get_default_str();
        std::cout << fmt::format("| `{}` | {}{}{} |\n", cell(synopsis(*option)), cell(option->get_description()),
                                 option->get_required() ? " (required)" : "",
                                 usual.empty() ? "" : fmt::format(" (default: {})", cell(usual)));
    }
}

/// A command with the ones under it, as a section.
void print_section(CLI::App& app) {
    std::cout << fmt::format("\n## dragoman {}\n\n{}.\n", full_name(app), app.get_description());
    const auto is_told = [&](const CLI::Option* option) { return option != app.get_help_ptr(); };
    const auto options = app.get_options();
    if (std::any_of(options.begin(), options.end(), is_told)) print_table(app);
    if (!app.get_footer().empty()) std::cout << "\n```text\n" << app.get_footer() << "\n```\n";
    for (CLI::App* under : app.get_subcommands({})) print_section(*under);
}

void print_markdown(CLI::App& app) {
    std::cout
        << "# Commands\n\n"
           "What every command says of itself; `dragoman COMMAND --help` says the same. This page is made by `dragoman "
           "describe\nmarkdown`; a test keeps it so. Questions and the commands that answer them: "
           "[how-to.md](how-to.md).\n\n"
           "Exit codes: 0 done; 1 some inputs failed, each is named and the rest is done; 2 wrong usage or unusable "
           "input.\n\n| command | does |\n|---|---|\n";
    for (CLI::App* command : app.get_subcommands({}))
        std::cout << fmt::format("| [`{0}`](#dragoman-{0}) | {1} |\n", command->get_name(),
                                 cell(command->get_description()));
    for (CLI::App* command : app.get_subcommands({})) print_section(*command);
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
    auto* command =
        commands.app.add_subcommand("describe", "Print the manual page, completions for a shell, or a reference");
    command
        ->add_option("form", *form,
                     "man; bash or zsh (completions); markdown (docs/commands.md) or http (docs/http.md)")
        ->required()
        ->check(CLI::IsMember({"man", "bash", "zsh", "markdown", "http"}));
    command->footer("Example:\n  dragoman describe man | head -n 3");
    command->callback([&commands, form] {
        commands.run = [&commands, form] {
            if (*form == "man") print_man(commands.app);
            if (*form == "bash") print_bash(commands.app);
            if (*form == "zsh") print_zsh(commands.app);
            if (*form == "markdown") print_markdown(commands.app);
            if (*form == "http") std::cout << serve::reference();
            return 0;
        };
    });
}

}  // namespace dragoman::cli
