#include "evaluate/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "evaluate/judges.h"
#include "record/fields.h"
#include "record/record.h"
#include "record/scalars.h"

namespace dragoman::evaluate {
namespace {

constexpr std::array<std::string_view, 4> who_names{"entities found", "country right", "sector right", "type right"};
constexpr std::array<std::string_view, 4> in_record_f1{"statements", "events", "figures", "commitments"};

/// At most 300 bytes of a row, whole characters.
std::string shown(std::string row) {
    std::size_t end = std::min<std::size_t>(row.size(), 300);
    while (end < row.size() && (static_cast<unsigned char>(row[end]) & 0xC0) == 0x80) --end;
    row.resize(end);
    return row;
}

template <class Row>
void compare(const Case& story, std::string_view kind, const std::vector<KeyRow>& wanted, const std::vector<Row>& given,
             Count& count, std::vector<std::string>& errors) {
    struct Pair {
        Verdict verdict;
        std::size_t key, record;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        for (std::size_t j = 0; j < given.size(); ++j)
            if (Verdict verdict = story.judge(wanted[i], given[j]); verdict.alike > 0)
                pairs.push_back({std::move(verdict), i, j});
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.verdict.alike > b.verdict.alike; });

    std::set<std::size_t> took, gave;
    int optional = 0;
    for (const Pair& pair : pairs) {
        if (took.contains(pair.key) || gave.contains(pair.record)) continue;
        took.insert(pair.key), gave.insert(pair.record);
        if (wanted[pair.key].optional) {
            ++optional;
            continue;
        }
        ++count.found;
        count.strict += pair.verdict.strict;
        std::string wrong;
        for (const auto& [name, right] : pair.verdict.fields) {
            auto& had = count.fields[name];
            had.right += right;
            ++had.of;
            if (!right) wrong.append(wrong.empty() ? "" : ", ").append(name);
        }
        if (!wrong.empty())
            errors.push_back(fmt::format("  {} wrong {}: {}\n      record: {}", kind, wrong,
                                         shown(wanted[pair.key].json), shown(record::row_json(given[pair.record]))));
    }
    count.key +=
        static_cast<int>(std::count_if(wanted.begin(), wanted.end(), [](const KeyRow& row) { return !row.optional; }));
    count.record += static_cast<int>(given.size()) - optional;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (!took.contains(i) && !wanted[i].optional)
            errors.push_back(fmt::format("  {} missed: {}", kind, shown(wanted[i].json)));
    for (std::size_t j = 0; j < given.size(); ++j)
        if (!gave.contains(j))
            errors.push_back(fmt::format("  {} spurious: {}", kind, shown(record::row_json(given[j]))));
}

/// Spans anywhere in a row, or a list of rows, that do not give their words.
template <class T>
int violations_in(const T& value, const Words& words) {
    int bad = 0;
    if constexpr (record::Described<T>) {
        if constexpr (requires {
                          value.start;
                          value.end;
                          value.text;
                      })
            bad += !words.are({value.start, value.end}, value.text);
        record::each_field<T>([&](const auto& field) { bad += violations_in(value.*field.member, words); });
    } else if constexpr (requires { value.has_value(); }) {
        if (value) bad += violations_in(*value, words);
    } else if constexpr (!std::is_same_v<T, std::string> && requires { value.begin(); }) {
        for (const auto& item : value) bad += violations_in(item, words);
    }
    return bad;
}

}  // namespace

double Count::f1(int hits) const {
    const double p = static_cast<double>(hits) / (record ? record : 1), r = static_cast<double>(hits) / (key ? key : 1);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

void Score::add(const Key& key, std::string_view text, const Record* record) {
    if (!record || record->story.text != text) {
        missing_.push_back(key.story + (record ? " (its text differs)" : ""));
        record = nullptr;
    }
    const Case story(key, text, record);
    static const Record nothing;
    const Record& given = record ? *record : nothing;
    std::vector<std::string> mine;
    static const std::vector<KeyRow> none;
    record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
        if constexpr (!std::is_same_v<V, StoryInfo>) violations_ += violations_in(given.*field.member, story.words());
    });
    for (std::size_t i = 0; i < kinds.size(); ++i)
        record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
            if constexpr (requires(V rows) { story.judge(KeyRow(), *rows.begin()); }) {
                if (field.name != kinds[i]) return;
                const auto wanted = key.rows.find(kinds[i]);
                compare(story, kinds[i], wanted == key.rows.end() ? none : wanted->second, given.*field.member,
                        counts_[i], mine);
            }
        });
    for (const KeyEntity& entity : key.entities) {
        if (!entity.used) continue;
        ++who_[0].of;
        const Entity* hit = story.find(entity);
        if (!hit) continue;
        ++who_[0].right;
        const std::array<std::pair<const std::string*, const std::string*>, 3> fields{
            {{&entity.country, &hit->country}, {&entity.sector, &hit->sector}, {&entity.type, &hit->type}}};
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (fields[i].first->empty()) continue;
            ++who_[i + 1].of;
            who_[i + 1].right += *fields[i].first == *fields[i].second;
        }
    }
    if (mine.empty()) return;
    errors_.push_back(key.story);
    errors_.insert(errors_.end(), mine.begin(), mine.end());
}

const Count& Score::count(std::string_view kind) const {
    return counts_[static_cast<std::size_t>(std::find(kinds.begin(), kinds.end() - 1, kind) - kinds.begin())];
}

double Score::record_f1() const {
    double sum = 0;
    for (const auto kind : in_record_f1) sum += count(kind).f1(count(kind).strict);
    return std::stod(fmt::format("{:.2f}", 100 * sum / 4));
}

std::string Score::table() const {
    std::string f1 = fmt::format("{:.2f}", record_f1());
    if (f1.ends_with('0')) f1.pop_back();
    std::string out = fmt::format(
        "record F1 {}   (mean strict F1 of statements, events, figures, commitments)   evidence violations {}\n", f1,
        violations_);
    for (const auto& name : missing_) out += "  no usable record: " + name + "\n";
    out += fmt::format("{:13}{:>5}{:>8}{:>7}{:>7}{:>7}{:>8}   fields right, of matched rows\n", "", "key", "record",
                       "P", "R", "F1", "strict");
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const Count& n = counts_[i];
        out += fmt::format("{:13}{:5}{:8}{:7.1f}{:7.1f}{:7.1f}{:8.1f}   ", kinds[i], n.key, n.record,
                           100 * n.precision(), 100 * n.recall(), 100 * n.f1(n.found), 100 * n.f1(n.strict));
        const char* separator = "";
        for (const auto& [name, share] : n.fields)
            out += fmt::format("{}{} {:.0f}", separator, name, 100 * (static_cast<double>(share.right) / share.of)),
                separator = ", ";
        out += '\n';
    }
    out += "entities     ";
    for (std::size_t i = 0; i < who_.size(); ++i)
        out += fmt::format("{}{} {:.1f}", i ? ", " : "", who_names[i],
                           who_[i].of ? 100 * (static_cast<double>(who_[i].right) / who_[i].of) : 0.0);
    return out + "\n";
}

std::string Score::json() const {
    std::string out = "{";
    const auto member = [&](std::string_view name, double value) {
        if (out.back() != '{') out += ", ";
        record::append_json_string(out, name);
        out += ": ";
        record::append_number(out, value);
    };
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const Count& n = counts_[i];
        out += fmt::format("{}\"{}\": {{", i ? ",\n " : "\n ", kinds[i]);
        member("key", n.key), member("record", n.record), member("precision", n.precision()),
            member("recall", n.recall());
        member("f1", n.f1(n.found)), member("strict_f1", n.f1(n.strict));
        out += ", \"fields\": {";
        for (const auto& [name, share] : n.fields) member(name, static_cast<double>(share.right) / share.of);
        out += "}}";
    }
    out += ",\n \"entities\": {";
    for (std::size_t i = 0; i < who_.size(); ++i)
        member(who_names[i], who_[i].of ? static_cast<double>(who_[i].right) / who_[i].of : 0);
    out += "},\n ";
    out += "\"record_f1\": ";
    record::append_number(out, record_f1());
    out += fmt::format(", \"evidence_violations\": {}, \"missing\": [", violations_);
    for (std::size_t i = 0; i < missing_.size(); ++i) {
        if (i > 0) out += ", ";
        record::append_json_string(out, missing_[i]);
    }
    return out + "]\n}\n";
}

}  // namespace dragoman::evaluate
