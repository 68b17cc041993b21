// dragoman knowledge: what the program knows, from where, and whether the user's own lines are in order.
#include "knowledge/knowledge.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include "commands.h"
#include "engine.h"
#include "input.h"
#include "mentions/entities/gazetteer.h"

namespace dragoman::cli {
namespace {

struct Options {
    std::vector<std::string> folders, words;
    std::string table, folder, day;
    bool within = false;
};

/// The rest of the head's first line that begins with "# LABEL", else nothing.
std::string_view said_in_head(const Table& table, std::string_view label) {
    for (std::string_view line : split(table.head(), '\n')) {
        line.remove_prefix(std::min<std::size_t>(line.size(), 2));
        if (line.starts_with(label)) return line.substr(label.size());
    }
    return {};
}

std::string folded(std::string_view text) { return mentions::lower_ascii(mentions::fold(text)); }

bool covers(const Table& table, int row, std::string_view day) {
    const std::string_view from = table.at(row, "from"), to = table.at(row, "to");
    return day.empty() || ((from.empty() || from <= day) && (to.empty() || day.substr(0, to.size()) <= to));
}

enum class Match { none, within, whole };

/// Does a field, or an item of a list in it, say the words?
Match match(const Table& table, int row, const std::string& words) {
    Match best = Match::none;
    for (std::string_view field : table.fields(row))
        for (std::string_view item : split(field, '|')) {
            const std::string have = folded(item);
            if (have == words) return Match::whole;
            if ((" " + have + " ").find(" " + words + " ") != std::string::npos) best = Match::within;
        }
    return best;
}

void print_row(const Table& table, int row) {
    const Table::Origin origin = table.origin(row);
    if (origin.file.empty())
        std::cout << fmt::format("{}  (built in, knowledge/{}.tsv:{}; {})\n", table.name(), table.name(), origin.line,
                                 said_in_head(table, "Licence: "));
    else
        std::cout << fmt::format("{}  ({}:{})\n", table.name(), origin.file, origin.line);
    for (std::size_t c = 0; c < table.columns().size(); ++c)
        if (const std::string_view value = table.at(row, static_cast<int>(c)); !value.empty())
            std::cout << fmt::format("  {:<10} {}\n", table.columns()[c], value);
}

/// The knowledge as `read` would have it; faults are an error.
Result<std::unique_ptr<Knowledge>> load(const Options& o) {
    auto files = user_knowledge(o.folders);
    if (!files) return files.error();
    auto knowledge = std::make_unique<Knowledge>(Knowledge::with(std::move(*files)));
    for (const auto& f : knowledge->faults()) std::cerr << fmt::format("{}:{}: {}\n", f.file, f.line, f.what);
    return knowledge;
}

int list(const Options& o) {
    auto knowledge = load(o);
    if (!knowledge) return complain(knowledge.error()), 2;
    std::cout << fmt::format("{:<15} {:>6} {:>6}  {}\n", "table", "rows", "yours", "what it holds");
    for (const Table& table : (*knowledge)->tables()) {
        int own = 0;
        for (int row = 0; row < table.rows(); ++row) own += !table.origin(row).file.empty();
        const std::string_view about = said_in_head(table, "");
        std::cout << fmt::format("{:<15} {:>6} {:>6}  {}\n", table.name(), table.rows(), own, about);
    }
    return 0;
}

int show(const Options& o) {
    auto knowledge = load(o);
    if (!knowledge) return complain(knowledge.error()), 2;
    const Table& table = (*knowledge)->table(o.table);
    if (table.columns().empty())
        return complain({"there is no such table", o.table, "dragoman knowledge list names them."}), 2;
    std::cout << table.head() << "\n" << fmt::format("{}\n", fmt::join(table.columns(), "\t"));
    for (int row = 0; row < table.rows(); ++row) std::cout << fmt::format("{}\n", fmt::join(table.fields(row), "\t"));
    return 0;
}

int find(const Options& o) {
    auto knowledge = load(o);
    if (!knowledge) return complain(knowledge.error()), 2;
    const std::string words = folded(fmt::format("{}", fmt::join(o.words, " ")));
    int shown = 0;
    for (const Match wanted : {Match::whole, Match::within}) {
        if (wanted == Match::within && shown > 0 && !o.within) break;
        for (const Table& table : (*knowledge)->tables())
            for (int row = 0; row < table.rows(); ++row)
                if (match(table, row, words) == wanted && covers(table, row, o.day)) print_row(table, row), ++shown;
    }
    if (shown > 0) return 0;
    std::cout << fmt::format("Nothing is known of \"{}\".\n", fmt::join(o.words, " "));
    return 1;
}

int check(const Options& o) {
    auto files = knowledge_files(o.folder);
    if (!files) return complain(files.error()), 2;
    const std::size_t count = files->size();
    const Knowledge knowledge = Knowledge::with(std::move(*files));
    for (const auto& f : knowledge.faults())
        std::cout << (f.line > 0 ? fmt::format("{}:{}: {}\n", f.file, f.line, f.what)
                                 : fmt::format("{}: {}\n", f.file, f.what));
    int own = 0;
    for (const Table& table : knowledge.tables())
        for (int row = 0; row < table.rows(); ++row) own += !table.origin(row).file.empty();
    std::cout << fmt::format("{}: {} files, {} rows in order, {} faults\n", o.folder, count, own,
                             knowledge.faults().size());
    return knowledge.faults().empty() ? 0 : 1;
}

constexpr const char* footer =
    "A folder of your own has files named like tables: leaders.tsv, organizations.tsv, places.tsv, frames.tsv, … The\n"
    "first line names the columns you fill (the table's own, in any order), the others are rows, fields parted by "
    "tabs:\n"
    "  a row with a new key                adds to the table\n"
    "  a row with a key that is there      takes the place of all built-in rows with that key\n"
    "  !KEY                                retires the built-in rows with that key (!Springfield, or "
    "!Springfield<tab>USA)\n"
    "  # …                                 is a comment\n"
    "The key is what \"# columns:\" marks with * in dragoman knowledge show TABLE. Folders are given with --knowledge "
    "DIR;\n"
    "~/.config/dragoman/knowledge is always read. Every record names the version of all knowledge it was read with.\n\n"
    "Example:\n"
    "  dragoman knowledge find Kremlin\n"
    "  dragoman knowledge find Angela Merkel --day 2010-01-01\n"
    "  dragoman knowledge check examples/knowledge";

}  // namespace

void add_knowledge(Commands& commands) {
    auto o = std::make_shared<Options>();
    auto* command =
        commands.app.add_subcommand("knowledge", "List, search and check names and words: built in, and your own");
    command->require_subcommand(1);
    command->footer(footer);
    const auto add = [&](const char* name, const char* about, int (*run)(const Options&)) {
        auto* sub = command->add_subcommand(name, about);
        sub->callback([&commands, o, run] { commands.run = [o, run] { return run(*o); }; });
        return sub;
    };
    add_knowledge_option(*add("list", "The tables: rows, your own rows, what they hold", list), o->folders);
    auto* shown = add("show", "A table as it is used, with its head", show);
    shown->add_option("TABLE", o->table, "As list names it")->required();
    add_knowledge_option(*shown, o->folders);
    auto* found = add("find", "What is known under a name or word, and from where", find);
    found->add_option("WORDS", o->words, "A name or word, accents and capitals as you like")->required();
    found->add_option("--day", o->day, "Only what holds on that day (ISO 8601)");
    found->add_flag("--within", o->within, "Also rows that have the words inside longer ones");
    add_knowledge_option(*found, o->folders);
    add("check", "Name file, line and reason of each fault in a folder of yours", check)
        ->add_option("DIR", o->folder, "The folder")
        ->required();
}

}  // namespace dragoman::cli
