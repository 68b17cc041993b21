// The record against its own description in fields.h.
#include <set>

#include "record/fields.h"
#include "record/positions.h"
#include "record/record.h"

namespace dragoman::record {
namespace {

template <class Row>
concept Passageful = requires(const Row& row) {
    row.start;
    row.end;
    row.text;
};

class Checker {
public:
    explicit Checker(const Record& record) : text_(record.story.text) {
        starts_.reserve(text_.size() + 1);
        for (std::size_t i = 0; i < text_.size(); ++i)
            if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) starts_.push_back(i);
        starts_.push_back(text_.size());
        for (const auto& e : record.entities) declare(entities_, e.id, "entities");
        for (const auto& s : record.statements) declare(statements_, s.id, "statements");
        for (const auto& f : record.figures) declare(figures_, f.id, "figures");
    }

    template <class Row>
    void object(const Row& row, const std::string& where) {
        if constexpr (Passageful<Row>) slice(row, where);
        if constexpr (requires { row.evidence; })
            if (row.evidence.empty()) found(where, "no evidence");
        each_field<Row>([&](const auto& f) { value(row.*f.member, f, where + "." + std::string(f.name)); });
    }

    std::vector<std::string> problems;

private:
    void found(const std::string& where, const std::string& what) { problems.push_back(where + ": " + what); }

    void declare(std::set<std::string>& ids, const std::string& id, const std::string& where) {
        if (!ids.insert(id).second) found(where, "id \"" + id + "\" stands twice");
    }

    template <class Row>
    void slice(const Row& row, const std::string& where) {
        const bool inside = row.start < row.end && row.end < starts_.size();
        if (!inside || text_.substr(starts_[row.start], starts_[row.end] - starts_[row.start]) != row.text)
            found(where, "the story's text there is not \"" + row.text + "\"");
    }

    template <class F>
    void value(const std::string& v, const F& f, const std::string& where) {
        if (v.empty()) {
            if (f.required && (!f.values.empty() || f.name == "id")) found(where, "empty");
            return;
        }
        if (!f.values.empty() && !among(v, f.values))
            found(where, "\"" + v + "\" is not one of " + std::string(f.values));
        if (f.refers != Refers::nothing && !known(f.refers).contains(v)) found(where, "no such id: \"" + v + "\"");
    }
    template <class T, class F>
    void value(const std::vector<T>& list, const F& f, const std::string& where) {
        for (std::size_t i = 0; i < list.size(); ++i) value(list[i], f, where + "[" + std::to_string(i) + "]");
    }
    template <class T, class F>
    void value(const std::optional<T>& v, const F& f, const std::string& where) {
        if (v) value(*v, f, where);
    }
    template <class T, class F>
    void value(const T& v, const F&, const std::string& where) {
        if constexpr (Described<T>) object(v, where);
    }

    static bool among(std::string_view v, std::string_view values) {
        const auto all = split(values, '|');
        return std::find(all.begin(), all.end(), v) != all.end();
    }
    const std::set<std::string>& known(Refers what) const {
        return what == Refers::entity ? entities_ : what == Refers::statement ? statements_ : figures_;
    }

    std::string_view text_;
    std::vector<std::size_t> starts_;  ///< byte of each code point, and the end
    std::set<std::string> entities_, statements_, figures_;
};

}  // namespace

std::vector<std::string> check(const Record& record) {
    Checker checker(record);
    checker.object(record, "record");
    for (const auto& event : record.events) {
        if (event.confidence < 0 || event.confidence > 1)
            checker.problems.push_back("event " + event.id + ": confidence outside 0 to 1");
        if (event.quad && (*event.quad < 1 || *event.quad > 4))
            checker.problems.push_back("event " + event.id + ": quad outside 1 to 4");
        if (event.place && !event.place->words)
            checker.problems.push_back("event " + event.id + ": a place without words");
    }
    for (const auto& statement : record.statements)
        if (statement.content.empty()) checker.problems.push_back("statement " + statement.id + ": no content");
    return checker.problems;
}

}  // namespace dragoman::record
