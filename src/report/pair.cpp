#include "report/pair.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "ask/actors/who.h"
#include "report/render/chart.h"
#include "report/columns.h"
#include "report/evidence.h"
#include "report/render/text.h"
#include "statistics/intervals.h"
#include "store/schema/days.h"

namespace dragoman::report {
namespace {

constexpr std::size_t most_events = 8, most_items = 6, most_quotes = 4, most_references = 40;
constexpr std::size_t most_quoted = 280, most_cited = 200;  // characters

/// A document that grows, with references in the order of their first use.
struct Writer {
    Document document;
    std::map<std::pair<std::string, std::string>, int> numbers;

    int cite(const Row& row) {
        const auto [known, fresh] = numbers.try_emplace({row.reference.story, row.row_id}, 0);
        if (fresh) {
            document.references.push_back(row.reference);
            document.references.back().words = shortened(row.reference.words, most_cited);
            known->second = static_cast<int>(document.references.size());
        }
        return known->second;
    }
    References cite(const std::vector<const Row*>& rows) {
        References list;
        for (std::size_t i = 0; i < std::min(rows.size(), most_references); ++i) list.push_back(cite(*rows[i]));
        return list;
    }
};

std::string month_name(const Subject& subject) {
    static constexpr const char* names[] = {"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};
    const std::chrono::year_month_day date(subject.first);
    return fmt::format("{} {}", names[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()));
}

std::string counted(std::int64_t n, const char* one, const char* many) {
    return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string tenth(double value) {
    const std::string digits = fmt::format("{:.1f}", std::abs(value));
    return value < 0 && digits != "0.0" ? "−" + digits : digits;
}

std::vector<const Row*> chosen(const std::vector<Row>& rows, auto&& wanted) {
    std::vector<const Row*> list;
    for (const Row& row : rows)
        if (wanted(row)) list.push_back(&row);
    return list;
}

bool real(const Row& row) {
    return row.kind == "event" && row.counted && (row.status == "occurred" || row.status == "ongoing");
}

Table numbers_of(const std::vector<Column>& columns) {
    Table table{.columns = {"month", "talk", "help", "dispute", "force", "stories that mention both", "Goldstein",
                            "from", "to"}};
    for (const Column& column : columns) {
        auto& row = table.rows.emplace_back(std::vector<std::string>{column.label});
        for (const std::int64_t quad : column.quads) row.push_back(std::to_string(quad));
        row.push_back(std::to_string(column.stories));
        for (const double value : {column.mean.value_or(0), column.low, column.high})
            row.push_back(column.mean ? tenth(value) : "");
    }
    return table;
}

void write_summary(Writer& writer, const Subject& subject, const ask::Cell& cell, const std::vector<Row>& rows,
                   const std::vector<ask::Cell>& cells) {
    Section section{.heading = "In short"};
    auto events = chosen(rows, real);
    std::stable_sort(events.begin(), events.end(), [](const Row* x, const Row* y) {
        return std::abs(x->goldstein.value_or(0)) > std::abs(y->goldstein.value_or(0));
    });
    const References all = writer.cite(events);
    auto& say = section.sentences;
    if (events.empty())
        say.push_back({fmt::format("No event between {} and {} is known of {}.", subject.a_name, subject.b_name,
                                   month_name(subject)),
                       {}});
    else {
        say.push_back(
            {fmt::format(
                 "{} between {} and {} {} counted in {}: {} of talk, {} of help, {} of dispute, {} of force.{}",
                 counted(cell.events, "event", "events"), subject.a_name, subject.b_name,
                 cell.events == 1 ? "is" : "are", month_name(subject), cell.quads[0], cell.quads[1], cell.quads[2],
                 cell.quads[3],
                 events.size() > all.size() ? fmt::format(" The {} that weigh most are cited.", all.size()) : ""),
             all});
        const std::int64_t classed = cell.cooperative() + cell.conflictive();
        if (classed > 0) {
            const auto share = statistics::share(cell.cooperative(), classed);
            say.push_back({fmt::format("{:.0f} percent of them are cooperative (95 percent interval {:.0f} to {:.0f}).",
                                       100.0 * static_cast<double>(cell.cooperative()) / static_cast<double>(classed),
                                       100 * share.low, 100 * share.high),
                           all});
        }
        if (const Column column = column_of(cell, "month"); column.mean)
            say.push_back({fmt::format("Their mean Goldstein value is {} ({} to {}).", tenth(*column.mean),
                                       tenth(column.low), tenth(column.high)),
                           all});
        if (cell.both > 0) {
            const auto rate = statistics::count(cell.events);
            const double scale = 1000.0 / static_cast<double>(cell.both);
            say.push_back(
                {fmt::format("Of the {} of the month in this store, {} both: {:.0f} events per 1,000 of these ({:.0f} "
                             "to {:.0f}).",
                             counted(cell.all, "story", "stories"),
                             cell.both == 1 ? std::string("1 mentions") : fmt::format("{} mention", cell.both),
                             static_cast<double>(cell.events) * scale, rate.low * scale, rate.high * scale),
                 all});
        }
    }
    const auto apart = chosen(rows, [](const Row& row) { return row.kind == "event" && row.counted && !real(row); });
    if (!apart.empty())
        say.push_back({fmt::format("{} planned, intended, urged, denied or supposed, and not counted.",
                                   apart.size() == 1 ? "One more is" : fmt::format("{} more are", apart.size())),
                       writer.cite(apart)});
    const auto columns = columns_of(
        cells, "month", std::chrono::sys_days(std::chrono::year_month_day(subject.first) - std::chrono::months(12)),
        subject.first, subject.month);
    const std::string between = subject.a_name + " and " + subject.b_name;
    section.charts.push_back(
        {events_chart(columns, "Events between " + between + " by month", false), numbers_of(columns),
         "Events by class, upwards, and the stories that mention both, downwards, in the month and the "
         "twelve before it."});
    section.charts.push_back(
        {goldstein_chart(columns, "Goldstein value of " + between + " by month", false), numbers_of(columns),
         "Mean Goldstein value from −10 (conflict) to 10 (cooperation), with its 95 percent interval."});
    section.charts.back().table = {};
    writer.document.sections.push_back(std::move(section));
}

Item event_item(Writer& writer, const Row& row) {
    return {.when = row.reference.day,
            .who = row.who,
            .what = row.type,
            .quote = shortened(row.reference.words, most_quoted),
            .tail = {},
            .references = {writer.cite(row)}};
}

void write_events(Writer& writer, const std::vector<Row>& rows) {
    auto events = chosen(rows, real);
    std::stable_sort(events.begin(), events.end(), [](const Row* x, const Row* y) {
        return std::abs(x->goldstein.value_or(0)) > std::abs(y->goldstein.value_or(0));
    });
    std::set<std::string> told;
    std::erase_if(events, [&](const Row* row) { return !told.insert(row->reference.words).second; });
    const std::size_t all = events.size();
    if (events.size() > most_events) events.resize(most_events);
    std::stable_sort(events.begin(), events.end(),
                     [](const Row* x, const Row* y) { return x->reference.day < y->reference.day; });
    if (events.empty()) return;
    Section section{.heading = all > events.size()
                                   ? fmt::format("What happened: the {} of {} that weigh most", events.size(), all)
                                   : "What happened"};
    for (const Row* row : events) section.items.push_back(event_item(writer, *row));
    writer.document.sections.push_back(std::move(section));
}

/// Quotations first, of a readable length, and from as many stories as there are.
std::vector<const Row*> best_quotes(std::vector<const Row*> rows) {
    const auto worth = [](const Row* row) {
        const std::size_t length = row->reference.words.size();
        return (row->form == "direct" ? 2 : row->form == "mixed" ? 1 : 0) + (length >= 50 && length <= 320 ? 3 : 0);
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const Row* x, const Row* y) { return worth(x) > worth(y); });
    std::map<std::string, int> of_story;
    std::vector<std::pair<int, const Row*>> rounds;
    for (const Row* row : rows) rounds.emplace_back(of_story[row->reference.story]++, row);
    std::stable_sort(rounds.begin(), rounds.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    rows.clear();
    for (const auto& [round, row] : rounds)
        if (rows.size() < most_quotes) rows.push_back(row);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row* x, const Row* y) { return x->reference.day < y->reference.day; });
    return rows;
}

void write_said(Writer& writer, const Subject& subject, const std::vector<Row>& rows, bool forth) {
    const std::string direction = forth ? "forth" : "back";
    const auto of_side = [&](const char* kind) {
        return chosen(rows, [&](const Row& row) {
            return row.kind == kind && row.counted && (row.direction == direction || row.direction == "both");
        });
    };
    const auto said = of_side("statement"), stances = of_side("stance");
    if (said.empty() && stances.empty()) return;
    const std::string& speaker = forth ? subject.a_name : subject.b_name;
    const std::string& about = forth ? subject.b_name : subject.a_name;
    Section section{.heading = "What " + speaker + " said about " + about};
    const auto quotes = best_quotes(said);
    if (said.size() > quotes.size())
        section.sentences.push_back({fmt::format("{} statements speak of {} or are made to it; here are {}.",
                                                 said.size(), about, quotes.size()),
                                     writer.cite(quotes)});
    for (const Row* row : quotes)
        section.items.push_back({.when = row->reference.day,
                                 .who = row->who,
                                 .what = {},
                                 .quote = shortened(row->reference.words, most_quoted),
                                 .tail = row->form == "direct" ? "" : "(reported)",
                                 .references = {writer.cite(*row)}});
    for (std::size_t i = 0; i < std::min(stances.size(), most_quotes); ++i)
        section.items.push_back({.when = stances[i]->reference.day,
                                 .who = stances[i]->who,
                                 .what = stances[i]->type,
                                 .quote = shortened(stances[i]->reference.words, most_quoted),
                                 .tail = {},
                                 .references = {writer.cite(*stances[i])}});
    writer.document.sections.push_back(std::move(section));
}

void write_list(Writer& writer, const char* heading, const std::vector<Row>& rows) {
    if (rows.empty()) return;
    Section section{.heading = heading};
    std::set<std::string> told;
    for (const Row& row : rows) {
        if (section.items.size() == most_items) break;
        if (!told.insert(row.reference.words).second) continue;
        section.items.push_back({.when = row.reference.day,
                                 .who = row.who,
                                 .what = row.type,
                                 .quote = shortened(row.reference.words, most_quoted),
                                 .tail = row.kind == "commitment" ? row.detail : "",
                                 .references = {writer.cite(row)}});
    }
    writer.document.sections.push_back(std::move(section));
}

void write_unusual(Writer& writer, const Subject& subject, const ask::Cell& cell, const std::vector<Row>& rows,
                   const std::vector<Row>& turned) {
    Section section{.heading = "What was unusual"};
    const std::string unusual = ask::what_is_unusual(cell);
    if (!cell.compared)
        section.sentences.push_back({"Too few of the twelve months before have stories to say what is unusual.", {}});
    else if (unusual.empty())
        section.sentences.push_back(
            {fmt::format("{} does not depart from the twelve months before it.", month_name(subject)),
             writer.cite(chosen(rows, real))});
    else
        section.sentences.push_back(
            {fmt::format("Against the twelve months before, {} has {}.", month_name(subject), unusual),
             writer.cite(chosen(rows, [&](const Row& row) {
                 return real(row) && (!cell.conflict || row.goldstein.value_or(0) < 0);
             }))});
    for (std::size_t i = 0; i + 1 < turned.size(); i += 2)
        section.items.push_back({.when = turned[i + 1].reference.day,
                                 .who = turned[i + 1].who,
                                 .what = "turned " + turned[i + 1].type + ": " + turned[i + 1].detail,
                                 .quote = shortened(turned[i + 1].reference.words, most_quoted),
                                 .tail = "before: “" + shortened(turned[i].reference.words, most_quoted) + "”",
                                 .references = {writer.cite(turned[i + 1]), writer.cite(turned[i])}});
    writer.document.sections.push_back(std::move(section));
}

void write_sources(Writer& writer, const std::vector<SourceCount>& counts) {
    if (counts.empty()) return;
    Section section{.heading = "Stories that mention both"};
    Table table{.columns = {"source", "stories", "copies, not counted"}};
    for (const SourceCount& count : counts)
        table.rows.push_back({count.source, std::to_string(count.stories), std::to_string(count.copies)});
    section.tables.push_back(std::move(table));
    writer.document.sections.push_back(std::move(section));
}

std::vector<std::string> method(const Subject& subject) {
    return {
        "Counted are events of the PLOVER ontology that occurred or go on, by the CAMEO quad classes: talk (1), help "
        "(2), dispute "
        "(3), force (4). Copies of a report count once, retellings more than 92 days later not at all.",
        "Shares have Wilson intervals, rates exact Poisson intervals, mean Goldstein values the interval of a "
        "Dirichlet process "
        "with one observation's weight at the ends of the scale; all of 95 percent.",
        "A month is unusual where a count is as far from what the twelve months before let expect, the volume of the "
        "store taken "
        "into account, as it would be once in a thousand months by a negative binomial distribution.",
        "All words in quotation marks are a story's; the numbers lead to story, source and day. What no story of the "
        "store tells "
        "is not here.",
        fmt::format("Rows: dragoman relations FILE.duckdb --pair {},{} --month {} --rows", subject.a, subject.b,
                    subject.month)};
}

Result<std::string> state_name(const store::Store& store, const std::string& code) {
    auto rows = store.query(
        "SELECT name FROM actors WHERE type = 'country' AND country = ? ORDER BY stories DESC, id LIMIT 1", {{code}});
    if (!rows) return rows.error();
    std::vector<store::Value> row;
    return rows->next(row) ? store::plain(row[0]) : code;
}

Result<Subject> subject_of(const store::Store& store, const std::string& one, const std::string& other,
                           const std::string& month) {
    const auto days = store::days_of(month);
    if (!days || month.size() != 7)
        return Error{"\"" + month + "\" is no month", "", "Give a year and a month: --month 2025-02."};
    Subject subject{
        .a = {}, .b = {}, .a_name = {}, .b_name = {}, .month = month, .first = days->first, .last = days->last};
    for (const auto& [given, code, name] :
         {std::tuple(&one, &Subject::a, &Subject::a_name), std::tuple(&other, &Subject::b, &Subject::b_name)}) {
        const auto state = ask::state_of(store, *given);
        if (!state) return state.error();
        const auto called = state_name(store, *state);
        if (!called) return called.error();
        subject.*code = *state;
        subject.*name = *called;
    }
    if (subject.b < subject.a) {
        std::swap(subject.a, subject.b);
        std::swap(subject.a_name, subject.b_name);
    }
    return subject;
}

}  // namespace

Result<Document> on_pair(const store::Store& store, const std::string& one, const std::string& other,
                         const std::string& month) {
    const auto subject = subject_of(store, one, other, month);
    if (!subject) return subject.error();
    const auto cells = ask::relate(store, {.by = "month", .pair = subject->a + "," + subject->b, .to = month});
    if (!cells) return cells.error();
    const auto rows = related(store, *subject);
    if (!rows) return rows.error();
    const auto measured = figures(store, *subject);
    if (!measured) return measured.error();
    const auto made = commitments(store, *subject, false), due = commitments(store, *subject, true);
    if (!made) return made.error();
    if (!due) return due.error();
    const auto turned = turns(store, *subject);
    if (!turned) return turned.error();
    const auto counts = sources(store, *subject);
    if (!counts) return counts.error();
    ask::Cell cell;
    for (const ask::Cell& one_cell : *cells)
        if (ask::name_of(*one_cell.start, "month") == month) cell = one_cell;

    Writer writer;
    writer.document.title = subject->a_name + " and " + subject->b_name + ", " + month_name(*subject);
    writer.document.subtitle = "Drawn from the stories of one store; every sentence says which words it rests on.";
    write_summary(writer, *subject, cell, *rows, *cells);
    write_unusual(writer, *subject, cell, *rows, *turned);
    write_events(writer, *rows);
    write_said(writer, *subject, *rows, true);
    write_said(writer, *subject, *rows, false);
    write_list(writer, "Figures told beside both", *measured);
    write_list(writer, "Commitments made", *made);
    write_list(writer, "Commitments that fell due", *due);
    write_sources(writer, *counts);
    writer.document.method = method(*subject);
    return std::move(writer.document);
}

}  // namespace dragoman::report
