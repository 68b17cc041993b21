// dragoman quantities: every amount of a text, also those that no row of a record rests on.
#include <algorithm>
#include <iostream>
#include <sstream>

#include "commands.h"
#include "dragoman/engine.h"
#include "engine.h"
#include "input.h"
#include "record/scalars.h"
#include "stages.h"
#include "story/story.h"

namespace dragoman::cli {
namespace {

struct Options {
    std::string file, published;
    std::vector<std::string> knowledge;
    bool lines = false, all = false;
};

/// One quantity as a JSON object on one line.
class Row {
public:
    void number(std::string_view name, std::optional<double> value) {
        key(name);
        if (value)
            record::append_number(json_, *value);
        else
            json_ += "null";
    }
    void text(std::string_view name, std::string_view value) {
        key(name);
        if (value.empty())
            json_ += "null";
        else
            record::append_json_string(json_, value);
    }
    std::string done() { return json_ + "}\n"; }

private:
    void key(std::string_view name) {
        json_ += json_.empty() ? '{' : ',';
        record::append_json_string(json_, name);
        json_ += ':';
    }
    std::string json_;
};

/// Counts code points up to a byte of the input; asked in ascending order.
class CodePoints {
public:
    explicit CodePoints(std::string_view input) : input_(input) {}
    double at(std::size_t byte) {
        for (; byte_ < byte && byte_ < input_.size(); ++byte_)
            count_ += (static_cast<unsigned char>(input_[byte_]) & 0xC0) != 0x80;
        return static_cast<double>(count_);
    }

private:
    std::string_view input_;
    std::size_t byte_ = 0, count_ = 0;
};

/// Figures stand in the order of their amounts.
const findings::Figure* figure_of(const Stages& s, int amount) {
    const auto& figures = s.findings.figures;
    const auto at = std::lower_bound(figures.begin(), figures.end(), amount,
                                     [](const findings::Figure& figure, int index) { return figure.amount < index; });
    return at != figures.end() && at->amount == amount ? &*at : nullptr;
}

void print(const Stages& s, const Amount& amount, const findings::Figure* figure, CodePoints& points, long line) {
    Row row;
    if (line > 0) row.number("line", static_cast<double>(line));
    row.number("start", points.at(s.text.input_offset(amount.span.begin)));
    row.number("end", points.at(s.text.input_offset(amount.span.end)));
    row.text("text", s.text.slice(amount.span));
    row.number("value", amount.value);
    row.number("max", amount.max);
    const std::string& unit = figure ? figure->unit : amount.unit;
    row.text("unit", amount.per.empty() ? unit : unit + " per " + amount.per);
    row.text("dimension", figure ? figure->dimension : amount.dimension);
    row.number("si_value", amount.value_si);
    row.text("si_unit", amount.unit_si);
    row.text("comparator", amount.comparator);
    row.text("direction", figure ? figure->direction : "");
    row.text("role", figure ? figure->role : "");
    std::string of;
    for (Span part : figure ? figure->of : std::vector<Span>())
        of += (of.empty() ? "" : " … ") + std::string(s.text.slice(part));
    row.text("of", of);
    row.text("period", figure ? figure->period : "");
    std::cout << row.done();
}

void print(const Stages& s, std::string_view input, bool all, long line) {
    CodePoints points(input);
    std::size_t numeral = 0;
    const std::vector<Amount>& numerals = s.mentions.numerals;
    const auto print_numerals = [&](std::uint32_t before) {
        for (; all && numeral < numerals.size() && numerals[numeral].span.begin < before; ++numeral)
            print(s, numerals[numeral], nullptr, points, line);
    };
    for (std::size_t i = 0; i < s.mentions.amounts.size(); ++i) {
        const Amount& amount = s.mentions.amounts[i];
        print_numerals(amount.span.begin);
        print(s, amount, figure_of(s, static_cast<int>(i)), points, line);
    }
    print_numerals(UINT32_MAX);
}

int run(const Options& o) {
    auto bytes = read_input(o.file);
    if (!bytes) return complain(bytes.error()), 2;
    const auto engine = load_engine(o.knowledge);
    if (!engine) return complain(engine.error()), 2;
    Story story;
    if (!o.lines) {
        auto parsed = story::parse(*bytes, {.where = o.file});
        if (!parsed) return complain(parsed.error()), 2;
        story = std::move(*parsed);
        if (!o.published.empty()) story.published = o.published;
        print(engine->read_stages(story), story.text, o.all, 0);
        return 0;
    }
    std::istringstream lines(*bytes);
    story.published = o.published;
    for (long line = 1; std::getline(lines, story.text); ++line)
        print(engine->read_stages(story), story.text, o.all, line);
    return 0;
}

}  // namespace

void add_quantities(Commands& commands) {
    auto* command = commands.app.add_subcommand(
        "quantities", "List every amount of a text with its value, unit and what it measures, as JSON lines");
    auto options = std::make_shared<Options>();
    command->add_option("FILE", options->file, "Plain text or story JSON; - for standard input")->required();
    command->add_flag("--lines", options->lines,
                      "Read each line as a text of its own; every quantity says its line, counted from 1");
    command->add_flag("--all", options->all,
                      "Also numbers that measure nothing: parts of names, ranks, years out of dates");
    command->add_option("--published", options->published, "When the text appeared (ISO 8601), for periods");
    add_knowledge_option(*command, options->knowledge);
    command->footer(
        "start, end: code points of the text (of its line). value, max: in plain units, max of a range. unit: ISO "
        "4217,\n"
        "percent, a unit's usual name (\"USD per barrel\"), or the counted noun. si_value, si_unit: the same in SI "
        "units,\n"
        "where the unit is a physical one. comparator: = > >= < <= ~. direction: up or down, where the amount tells a\n"
        "movement. role, of, period: what the amount measures, where a figure of the record rests on it.\n\n"
        "Example:\n"
        "  echo 'Wheat rose by 5 percent to more than US$230 a tonne.' | dragoman quantities -");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
