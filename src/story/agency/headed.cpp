// Text under a head of "Name: value" lines, as letters, old wire dumps and exports have it.
#include <array>
#include <utility>

#include "story/agency/item.h"
#include "story/markup/date.h"

namespace dragoman::story::agency {
namespace {

using markup::same_letters, markup::trimmed;

enum Field { title, date, source, author, url, section, id, other };

/// What a name stands for; false when it is unknown.
bool known(std::string_view name, Field& field) {
    constexpr std::pair<std::string_view, Field> names[] = {{"title", title},
                                                            {"headline", title},
                                                            {"subject", title},
                                                            {"date", date},
                                                            {"published", date},
                                                            {"publication-date", date},
                                                            {"pubdate", date},
                                                            {"dateline", other},
                                                            {"source", source},
                                                            {"publisher", source},
                                                            {"agency", source},
                                                            {"provider", source},
                                                            {"from", author},
                                                            {"newspaper", source},
                                                            {"author", author},
                                                            {"authors", author},
                                                            {"by", author},
                                                            {"byline", author},
                                                            {"url", url},
                                                            {"link", url},
                                                            {"section", section},
                                                            {"category", section},
                                                            {"topic", section},
                                                            {"id", id},
                                                            {"message-id", id},
                                                            {"guid", id},
                                                            {"language", other},
                                                            {"keywords", other},
                                                            {"tags", other},
                                                            {"to", other},
                                                            {"content-type", other},
                                                            {"mime-version", other},
                                                            {"copyright", other},
                                                            {"slug", other}};
    for (const auto& [known_name, meaning] : names)
        if (same_letters(name, known_name)) return field = meaning, true;
    return false;
}

/// The name before the colon of "Name: value"; empty when the line is no such thing.
std::string_view name_of(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 30) return {};
    if (colon + 1 < line.size() && line[colon + 1] != ' ' && line[colon + 1] != '\t') return {};
    for (const char c : line.substr(0, colon))
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_')) return {};
    return line.substr(0, colon);
}

void take(Story& story, Field field, std::string value) {
    if (field == title) fill(story.title, std::move(value));
    if (field == date) fill_date(story, value);
    if (field == source) fill(story.source, std::move(value));
    if (field == author && story.authors.empty()) story.authors = authors_of(value.substr(0, value.find(" <")));
    if (field == url) fill(story.url, std::move(value));
    if (field == section) fill(story.section, std::move(value));
    if (field == id) fill(story.id, std::move(value));
}

}  // namespace

std::optional<Story> read_headed(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    constexpr std::size_t most_lines = 40;
    Story story;
    int recognised = 0, unknown = 0;
    std::string value;
    Field field = other;
    for (std::size_t line_number = 0; line_number < most_lines; ++line_number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (trimmed(line).empty()) break;
        const bool goes_on = line[0] == ' ' || line[0] == '\t';
        if (goes_on && line_number > 0) {
            value += " ";
            value += trimmed(line);
            continue;
        }
        const std::string_view name = name_of(line);
        if (name.empty()) return {};
        take(story, field, std::exchange(value, std::string(trimmed(line.substr(name.size() + 1)))));
        field = other;
        ++(known(name, field) ? recognised : unknown);
    }
    take(story, field, std::move(value));
    const bool title_alone = recognised == 1 && unknown == 0 && !story.title.empty();
    if ((recognised < 2 && !title_alone) || unknown > recognised + 8 ||
        (story.title.empty() && story.published.empty()))
        return {};
    story.text = std::string(trimmed(text));
    if (story.text.empty()) return {};
    return story;
}

}  // namespace dragoman::story::agency
