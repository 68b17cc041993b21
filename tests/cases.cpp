#include "cases.h"

#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "record/record.h"

namespace dragoman {
namespace {

using simdjson::dom::element;

const char* table_of(const std::string& kind) {
    static const std::pair<const char*, const char*> tables[] = {
        {"statement", "statements"}, {"stance", "stances"},         {"event", "events"},
        {"figure", "figures"},       {"commitment", "commitments"}, {"group", "groups"},
        {"time", "times"},           {"entity", "entities"},        {"note", "notes"}};
    for (const auto& [name, table] : tables)
        if (kind == name) return table;
    return nullptr;
}

/// Words, quoted where they hold blanks; "~" directly before a quotation belongs to it.
std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < line.size();) {
        if (line[i] == ' ' || line[i] == '\t') {
            ++i;
            continue;
        }
        std::string word;
        if (line[i] == '~') word += line[i++];
        if (i < line.size() && line[i] == '"') {
            for (++i; i < line.size() && line[i] != '"'; ++i) {
                if (line[i] == '\\' && i + 1 < line.size()) ++i;
                word += line[i];
            }
            ++i;
        } else {
            while (i < line.size() && line[i] != ' ' && line[i] != '\t') word += line[i++];
        }
        words.push_back(word);
    }
    return words;
}

Expectation expectation_of(const std::string& line, int number, std::vector<std::string>& problems,
                           const std::string& file) {
    Expectation e;
    e.line = number, e.text = line;
    std::vector<std::string> words = words_of(line);
    const auto because = std::find(words.begin(), words.end(), "because");
    if (!words.empty() && words[0] == "xfail") {
        e.fails = true;
        if (because == words.end()) problems.push_back(file + ":" + std::to_string(number) + ": xfail without because");
        words.erase(because, words.end());
        words.erase(words.begin());
    }
    if (!words.empty() && words[0] == "not") e.negated = true, words.erase(words.begin());
    if (words.empty() || !table_of(words[0])) {
        problems.push_back(file + ":" + std::to_string(number) + ": no such kind of row: " + line);
        return e;
    }
    e.kind = words[0];
    for (std::size_t i = 1; i + 1 < words.size(); i += 2) {
        const std::size_t key = i;
        std::string value = words[i + 1];
        for (; i + 3 < words.size() && words[i + 2] == "+"; i += 2) value += " + " + words[i + 3];
        e.keys.emplace_back(words[key], value);
    }
    if (e.kind.empty() || (words.size() - 1) % 2 == 1) {
        std::size_t plus = static_cast<std::size_t>(std::count(words.begin(), words.end(), "+"));
        if ((words.size() - 1 - 2 * plus) % 2 == 1)
            problems.push_back(file + ":" + std::to_string(number) + ": a key without a value");
    }
    return e;
}

bool text_matches(std::string_view have, const std::string& want) {
    if (!want.empty() && want[0] == '~') return have.find(std::string_view(want).substr(1)) != std::string_view::npos;
    return have == want;
}

class Matcher {
public:
    explicit Matcher(element record) {
        for (element e : record["entities"]) {
            auto& names = names_[std::string(std::string_view(e["id"]))];
            names.insert(std::string(std::string_view(e["name"])));
            std::string_view country;
            if (!e["country"].get(country)) names.insert(std::string(country));
            for (element m : e["mentions"])
                if (std::string_view(m["kind"]) != "pronoun") names.insert(std::string(std::string_view(m["text"])));
        }
    }

    /// Empty when it matches; else what is wrong with the key itself, or "no".
    std::string matches(element row, const std::string& kind, const std::string& key, const std::string& want) const {
        element value;
        if (row[key].get(value)) return "no such field of a " + kind + ": " + key;
        return fits(value, want) ? "" : "no";
    }

private:
    bool fits(element value, const std::string& want) const {
        std::string_view text;
        double number;
        simdjson::dom::array list;
        if (value.is_null()) return want == "null" || want == "none";
        if (!value.get(text)) return text_matches(text, want) || names_entity(text, want);
        if (!value.get(number))
            return std::abs(number - std::strtod(want.c_str(), nullptr)) <= 1e-9 * std::max(1.0, std::abs(number));
        if (!value.get(list)) return list_fits(list, want);
        element inner;
        if (!value["text"].get(inner)) return fits(inner, want);
        if (!value["words"].get(inner) && !inner.is_null() && fits(inner, want)) return true;
        if (!value["entity"].get(inner) && !inner.is_null() && fits(inner, want)) return true;
        return false;
    }

    bool names_entity(std::string_view id, const std::string& want) const {
        const auto at = names_.find(std::string(id));
        return at != names_.end() && std::any_of(at->second.begin(), at->second.end(),
                                                 [&](const std::string& name) { return text_matches(name, want); });
    }

    /// Sets of entities must be equal; of passages one has to fit.
    bool list_fits(simdjson::dom::array list, const std::string& want) const {
        std::vector<std::string> wanted;
        for (std::size_t at = 0; at <= want.size();) {
            const std::size_t end = std::min(want.find(" + ", at), want.size());
            wanted.push_back(want.substr(at, end - at));
            at = end + 3;
        }
        if (want == "none") return list.size() == 0;
        bool strings = true;
        for (element e : list) strings &= e.is_string();
        if (strings && list.size() != wanted.size()) return false;
        for (const std::string& name : wanted)
            if (std::none_of(list.begin(), list.end(), [&](element e) { return fits(e, name); })) return false;
        return true;
    }

    std::map<std::string, std::set<std::string>> names_;
};

std::string shown(element rows) {
    std::string out;
    for (element row : rows) out += "\n      " + std::string(simdjson::minify(row)).substr(0, 600);
    return out.empty() ? "\n      (none)" : out;
}

}  // namespace

Story Case::story() const {
    Story story;
    story.id = name, story.published = published, story.source = source, story.title = title, story.text = text;
    if (document == "colloquial") story.document = DocumentType::colloquial;
    return story;
}

std::vector<Case> read_cases(const std::string& path, std::vector<std::string>& problems) {
    std::vector<Case> cases;
    std::ifstream file(path);
    const std::string name = std::filesystem::path(path).filename().string();
    std::string line;
    int number = 0, part = 0;  // 0 head, 1 text, 2 expectations
    while (std::getline(file, line)) {
        ++number;
        if (line.starts_with("=== ")) {
            cases.push_back({name, line.substr(4), "", "", "", "", "", "", number, {}});
            part = 0;
        } else if (cases.empty()) {
            if (!line.empty() && line[0] != '#')
                problems.push_back(name + ":" + std::to_string(number) + ": text before the first case");
        } else if (line == "---" && part < 2) {
            ++part;
        } else if (part == 0) {
            Case& c = cases.back();
            for (auto [field, into] : {std::pair<const char*, std::string*>{"why: ", &c.why},
                                       {"published: ", &c.published},
                                       {"source: ", &c.source},
                                       {"title: ", &c.title},
                                       {"document: ", &c.document}})
                if (line.starts_with(field)) *into = line.substr(std::string_view(field).size());
        } else if (part == 1) {
            cases.back().text += line + "\n";
        } else if (!line.empty() && line[0] != '#') {
            cases.back().expectations.push_back(expectation_of(line, number, problems, name));
        }
    }
    for (Case& c : cases) {
        while (c.text.ends_with('\n')) c.text.pop_back();
        if (c.why.empty()) problems.push_back(name + ":" + std::to_string(c.line) + ": a case without why");
        if (!c.document.empty() && c.document != "news" && c.document != "colloquial")
            problems.push_back(name + ":" + std::to_string(c.line) + ": no document type: " + c.document);
        if (c.expectations.empty())
            problems.push_back(name + ":" + std::to_string(c.line) + ": a case without expectations");
    }
    return cases;
}

std::vector<std::string> check(const Case& c, const Record& record) {
    std::vector<std::string> failures;
    simdjson::dom::parser parser;
    const std::string json = record::to_json(record);
    element root = parser.parse(json);
    const Matcher matcher(root);
    for (const Expectation& e : c.expectations) {
        if (e.kind.empty()) continue;
        element rows = root[table_of(e.kind)];
        bool found = false;
        std::string wrong;
        for (element row : rows) {
            bool all = true;
            for (const auto& [key, want] : e.keys) {
                const std::string answer = matcher.matches(row, e.kind, key, want);
                if (answer.size() > 2) wrong = answer;
                all &= answer.empty();
            }
            found |= all;
        }
        const std::string where = c.file + ":" + std::to_string(e.line) + ": ";
        if (!wrong.empty())
            failures.push_back(where + wrong);
        else if ((found == e.negated) != e.fails)
            failures.push_back(where + (e.fails ? "holds now, so it is no known error any more: " : "does not hold: ") +
                               e.text + "\n    rows:" + shown(rows));
    }
    return failures;
}

}  // namespace dragoman
