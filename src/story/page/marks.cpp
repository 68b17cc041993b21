#include "story/page/marks.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "story/page/characters.h"

namespace dragoman::story::page {
namespace {

struct Marked {
    std::uint16_t marks;
    std::string_view words;  ///< between blanks
};

constexpr Marked kMarked[] = {
    {mark_aside,
     "comment comments commentlist reply replies respond disqus related recommend recommended recommendations sidebar "
     "footer popular trending recent latest promo teaser teasers carousel slider similar navigation menu nav ticker "
     "pagination newsletter copyright upnext testimonial testimonials reviews cookie advert advertisement outbrain "
     "taboola rail trendings relatedposts"},
    {mark_author, "author authors writer reporter auteur autor"},
    {mark_author | mark_name, "authorname username"},
    {mark_byline, "byline bylines byl"},
    {mark_name, "name fn"},
    {mark_no_name,
     "bio biography avatar image img photo description desc role job social follow position picture thumb location "
     "stats posts box"},
    {mark_date, "date time datetime timestamp dateline datum fecha"},
    {mark_published | mark_date, "posted published publish pubdate publication created"},
    {mark_modified | mark_date, "updated modified update lastmod lastupdated"},
};

const std::unordered_map<std::string_view, std::uint16_t>& marked_words() {
    static const auto* const map = [] {
        auto* made = new std::unordered_map<std::string_view, std::uint16_t>();
        for (const auto& [marks, words] : kMarked)
            for (std::size_t at = 0; at < words.size();) {
                const std::size_t end = std::min(words.find(' ', at), words.size());
                made->emplace(words.substr(at, end - at), marks);
                at = end + 1;
            }
        return made;
    }();
    return *map;
}

}  // namespace

std::uint16_t marks_in(std::string_view text) {
    std::uint16_t bits = 0;
    char word[20];
    std::size_t size = 0;
    const auto end_word = [&] {
        if (size > 1 && size < sizeof word) {
            const auto found = marked_words().find(std::string_view(word, size));
            if (found != marked_words().end()) bits |= found->second;
        }
        size = 0;
    };
    text = text.substr(0, 400);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!is_letter(c) || (c >= 'A' && c <= 'Z' && i && text[i - 1] >= 'a' && text[i - 1] <= 'z')) end_word();
        if (is_letter(c) && size < sizeof word) word[size++] = lower(c);
    }
    end_word();
    return bits;
}

bool may_name_author(std::string_view value) {
    for (std::size_t at = 3; (at = value.find('h', at)) != value.npos; ++at)
        if (value[at - 1] == 't' && value[at - 2] == 'u' && value.compare(at + 1, 2, "or") == 0) return true;
    for (std::size_t at = 1; (at = value.find('y', at)) != value.npos; ++at)
        if (value.compare(at + 1, 4, "line") == 0) return true;
    return false;
}

bool names_author(std::string_view href) {
    static constexpr std::string_view parts[] = {
        "author/", "authors/", "contributor/", "contributors/", "writers/", "journalist/", "byline/",   "by/",
        "autor/",  "auteur/",  "editor/",      "people/",       "staff/",   "reporters/",  "columnist/"};
    for (std::size_t at = 0; (at = href.find('/', at)) != href.npos; ++at) {
        const std::string_view rest = href.substr(at + 1);
        for (const std::string_view part : parts)
            if (!rest.empty() && rest[0] == part[0] && rest.size() > part.size() && rest.substr(0, part.size()) == part)
                return true;
    }
    return false;
}

bool begins_byline(std::string_view line, std::string_view language) {
    static constexpr std::string_view leads[] = {
        "by ",        "by:",     "written by",  "posted by", "author:",   "words by",  "story by",
        "article by", "text by", "reported by", "blog by",   "report by", "review by", "reporting by"};
    static constexpr std::pair<std::string_view, std::string_view> others[] = {
        {"de", "von "},  {"fr", "par "}, {"es", "por "}, {"pt", "por "}, {"it", "di "},
        {"nl", "door "}, {"sv", "av "},  {"da", "af "},  {"no", "av "},  {"ru", "автор"}};
    if (std::string_view("bwpastrvd\xD0").find(lower(line[0])) == std::string_view::npos) return false;
    const auto starts = [&](std::string_view lead) {
        return lead[0] == lower(line[0]) && line.size() > lead.size() &&
               std::equal(lead.begin(), lead.end(), line.begin(), [](char a, char b) { return a == lower(b); });
    };
    for (const std::string_view lead : leads)
        if (starts(lead)) return true;
    for (const auto& [tongue, lead] : others)
        if (language.substr(0, 2) == tongue && starts(lead)) return true;
    return false;
}

bool may_hold_date(std::string_view text) {
    int signs = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (!is_digit(c)) {
            if (c < 0 && (c == '\xD9' || c == '\xDB')) return true;  // digits of Arabic and Persian
            continue;
        }
        if (at && (text[at - 1] == '\'' || text[at - 1] == '\x99')) return true;  // "'21"
        if ((c == '2' || c == '1') && at + 3 < text.size() && (text[at + 1] == '0' || text[at + 1] == '9') &&
            is_digit(text[at + 2]) && is_digit(text[at + 3]))
            return true;
        if (at + 1 < text.size() && (text[at + 1] == '/' || text[at + 1] == '.' || text[at + 1] == '-') && ++signs >= 2)
            return true;
    }
    return false;
}

Says says_of_label(std::string_view before) {
    // Letters beyond ASCII keep their case here: such words stand without their first.
    static constexpr std::string_view modified[] = {
        "updated",    "modified",   "revised",    "reviewed",     "edited",     "last update", "update:",
        "mis à jour", "modifié",    "actualiz",   "aktualisiert", "atualizado", "aggiornato",  "bijgewerkt",
        "uppdaterad", "opdateret",  "oppdatert",  "новлено",      "更新",       "修改",        "zuletzt",
        "aktualizac", "aktualizov", "actualizat", "frissítve",    "päivitetty", "güncelle",    "diperbarui",
        "cập nhật",   "νημέρωση",   "تحديث",      "עודכן",        "अपडेट",       "수정",        "ažurirano"};
    static constexpr std::string_view published[] = {
        "published",  "posted",      "publish",        "created",   "written",     "first published",
        "released",   "publié",      "veröffentlicht", "publicado", "pubblicato",  "gepubliceerd",
        "publicerad", "публиковано", "публіковано",    "erstellt",  "submitted",   "date:",
        "発表",       "公開",        "发布",           "dated",     "opublikowan", "publikováno",
        "publicat",   "megjelent",   "julkaistu",      "yayınlan",  "diterbitkan", "ημοσίευση",
        "نشر",        "פורסם",       "प्रकाशित",        "입력",      "objavljeno"};
    if (before.size() > 60) before = before.substr(before.size() - 60);
    std::string low(before);
    for (char& c : low) c = lower(c);
    std::size_t last_modified = 0, last_published = 0;  // ends; the nearer label counts
    for (const std::string_view word : modified)
        if (const std::size_t at = low.rfind(word); at != low.npos)
            last_modified = std::max(last_modified, at + word.size());
    for (const std::string_view word : published)
        if (const std::size_t at = low.rfind(word); at != low.npos)
            last_published = std::max(last_published, at + word.size());
    if (!last_modified && !last_published) return Says::undecided;
    // "Updated" has "dated" in it.
    return last_modified >= last_published ? Says::modified : Says::published;
}

bool says_first(std::string_view before) {
    static constexpr std::string_view words[] = {"first p",       "originally p",      "original publication",
                                                 "erstmals v",    "première publica",  "initialement",
                                                 "originalmente", "oorspronkelijk gep"};
    if (before.size() > 60) before = before.substr(before.size() - 60);
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view word) { return contains_in_any_case(before, word); });
}

bool contains_in_any_case(std::string_view text, std::string_view lower_part) {
    return std::search(text.begin(), text.end(), lower_part.begin(), lower_part.end(),
                       [](char a, char b) { return lower(a) == b; }) != text.end();
}

}  // namespace dragoman::story::page
