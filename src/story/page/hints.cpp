#include "story/page/hints.h"

#include <array>

#include "story/page/characters.h"

namespace dragoman::story::page {
namespace {

struct Word {
    std::string_view word;
    std::uint16_t hints;
};

// Written for this project from what such names mean, and from looking at how pages use them.
constexpr Word words[] = {
    // the article, among other things
    {"article", hint_content},
    {"story", hint_content},
    {"content", hint_content},
    {"post", hint_content},
    {"entry", hint_content},
    {"main", hint_content},
    {"text", hint_content},
    {"body", hint_content},
    {"prose", hint_body},
    {"richtext", hint_body},
    {"wysiwyg", hint_body},
    {"articlebody", hint_body},
    {"storybody", hint_body},
    {"articletext", hint_body},
    {"storytext", hint_body},
    {"storycontent", hint_body},
    {"articlecontent", hint_body},
    {"postcontent", hint_body},
    {"entrycontent", hint_body},
    {"bodytext", hint_body},
    {"postbody", hint_body},
    {"newsbody", hint_body},
    {"newstext", hint_body},
    {"fulltext", hint_body},
    {"bodycopy", hint_body},
    {"copy", hint_content},
    {"bodycontent", hint_body},
    {"texto", hint_content},
    {"contenido", hint_content},
    {"noticia", hint_content},
    {"artikel", hint_content},
    {"artigo", hint_content},
    {"markdown", hint_body},
    {"paragraph", hint_content},
    {"paragraphs", hint_content},
    // readers
    {"comment", hint_comments},
    {"comments", hint_comments},
    {"commentlist", hint_comments},
    {"disqus", hint_comments},
    {"respond", hint_comments},
    {"replies", hint_comments},
    {"reply", hint_comments},
    {"trackback", hint_comments},
    {"trackbacks", hint_comments},
    {"pingback", hint_comments},
    {"pingbacks", hint_comments},
    {"commentary", 0},
    {"discussion", hint_comments},
    {"livefyre", hint_comments},
    {"kommentare", hint_comments},
    {"comentarios", hint_comments},
    {"commentaires", hint_comments},
    {"commentform", hint_comments},
    // other stories
    {"nav", hint_links},
    {"navi", hint_links},
    {"navbar", hint_links},
    {"navigation", hint_links},
    {"menu", hint_links},
    {"menus", hint_links},
    {"submenu", hint_links},
    {"breadcrumb", hint_links},
    {"breadcrumbs", hint_links},
    {"crumb", hint_links},
    {"crumbs", hint_links},
    {"related", hint_links},
    {"relatedposts", hint_links},
    {"recommended", hint_links},
    {"recommendation", hint_links},
    {"recommendations", hint_links},
    {"recirc", hint_links},
    {"recirculation", hint_links},
    {"trending", hint_links},
    {"mostread", hint_links},
    {"readmore", hint_links},
    {"seealso", hint_links},
    {"pagination", hint_links},
    {"pager", hint_links},
    {"paging", hint_links},
    {"pagenav", hint_links},
    {"prevnext", hint_links},
    {"teaser", hint_links},
    {"teasers", hint_links},
    {"carousel", hint_links},
    {"toc", hint_links},
    {"taboola", hint_ad},
    {"outbrain", hint_ad},
    {"sitemap", hint_links},
    {"relacionadas", hint_links},
    {"relacionados", hint_links},
    {"upnext", hint_links},
    {"tocbot", hint_links},
    {"jumplinks", hint_links},
    {"morefrom", hint_links},
    {"ticker", hint_links},
    {"yarpp", hint_links},
    // buttons and boxes
    {"share", hint_share},
    {"shares", hint_share},
    {"sharing", hint_share},
    {"sharedaddy", hint_share},
    {"sharebar", hint_share},
    {"addtoany", hint_share},
    {"addthis", hint_share},
    {"social", hint_share},
    {"socials", hint_share},
    {"socialmedia", hint_share},
    {"sociable", hint_share},
    {"newsletter", hint_share},
    {"newsletters", hint_share},
    {"subscribe", hint_share},
    {"subscription", hint_share},
    {"signup", hint_share},
    {"optin", hint_share},
    {"cookie", hint_share},
    {"cookies", hint_share},
    {"consent", hint_share},
    {"privacy", hint_share},
    {"gdpr", hint_share},
    {"login", hint_share},
    {"signin", hint_share},
    {"registration", hint_share},
    {"toolbar", hint_share},
    {"print", hint_share},
    {"reactions", hint_share},
    {"likes", hint_share},
    {"voting", hint_share},
    {"donate", hint_share},
    {"donation", hint_share},
    {"paywall", hint_share},
    {"regwall", hint_share},
    {"mailchimp", hint_share},
    {"cta", hint_share},
    {"mailing", hint_share},
    {"searchform", hint_share},
    {"feedback", hint_share},
    {"inscription", hint_share},
    {"loginbox", hint_share},
    {"player", hint_caption},
    // advertising
    {"ad", hint_ad},
    {"ads", hint_ad},
    {"advert", hint_ad},
    {"adverts", hint_ad},
    {"advertisement", hint_ad},
    {"advertising", hint_ad},
    {"adsense", hint_ad},
    {"adsbygoogle", hint_ad},
    {"adslot", hint_ad},
    {"sponsor", hint_ad},
    {"sponsored", hint_ad},
    {"sponsors", hint_ad},
    {"promo", hint_ad},
    {"promos", hint_ad},
    {"promotion", hint_ad},
    {"promoted", hint_ad},
    {"dfp", hint_ad},
    {"banner", hint_ad},
    {"banners", hint_ad},
    {"affiliate", hint_ad},
    {"disclosure", hint_ad},
    {"adblock", hint_ad},
    {"googlead", hint_ad},
    {"upsell", hint_ad},
    {"publicidad", hint_ad},
    {"werbung", hint_ad},
    {"anzeige", hint_ad},
    // about the article
    {"byline", hint_about},
    {"bylines", hint_about},
    {"author", hint_about},
    {"authors", hint_about},
    {"authorbox", hint_about},
    {"bio", hint_about},
    {"biography", hint_about},
    {"contributor", hint_about},
    {"contributors", hint_about},
    {"dateline", hint_about},
    {"timestamp", hint_about},
    {"pubdate", hint_about},
    {"tags", hint_about},
    {"taglist", hint_about},
    {"keywords", hint_about},
    {"categories", hint_about},
    {"meta", hint_about},
    {"metadata", hint_about},
    {"copyright", hint_about},
    {"disclaimer", hint_about},
    {"permalink", hint_about},
    {"kicker", hint_about},
    {"eyebrow", hint_about},
    {"credits", hint_about},
    {"postmetadata", hint_about},
    {"entrymeta", hint_about},
    {"readtime", hint_about},
    {"posted", hint_about},
    // pictures
    {"caption", hint_caption},
    {"captions", hint_caption},
    {"figcaption", hint_caption},
    {"credit", hint_caption},
    {"photocredit", hint_caption},
    {"imagecaption", hint_caption},
    {"gallery", hint_caption},
    {"slideshow", hint_caption},
    {"lightbox", hint_caption},
    {"photographer", hint_caption},
    {"cutline", hint_caption},
    {"legend", hint_caption},
    {"thumbnail", hint_caption},
    {"video", hint_caption},
    {"videos", hint_caption},
    // beside
    {"sidebar", hint_side},
    {"sidebars", hint_side},
    {"aside", hint_side},
    {"rail", hint_side},
    {"footer", hint_side},
    {"masthead", hint_side},
    {"topbar", hint_side},
    {"popup", hint_side},
    {"popover", hint_side},
    {"modal", hint_side},
    {"overlay", hint_side},
    {"tooltip", hint_side},
    {"dialog", hint_side},
    {"notification", hint_side},
    {"complementary", hint_side},
    {"contentinfo", hint_side},
    {"colophon", hint_side},
    {"infobox", hint_side},
    {"factbox", hint_side},
    {"offcanvas", hint_side},
    {"sticky", 0},
    {"header", 0},
    {"barra", hint_side},
    {"pullquote", hint_side},
    {"tabs", 0},
    // not shown
    {"hide", 0},
    {"offscreen", hint_hidden},
    {"visuallyhidden", hint_hidden},
    {"noprint", 0},
    {"screenreader", hint_hidden},
    // the lead
    {"lead", hint_lead},
    {"lede", hint_lead},
    {"standfirst", hint_lead},
    {"excerpt", hint_lead},
    {"dek", hint_lead},
    {"deck", hint_lead},
    {"subtitle", hint_lead},
    {"subheadline", hint_lead},
    {"intro", hint_lead},
    {"subhead", hint_lead},
};

struct Pair {
    std::string_view first, second;
    std::uint16_t hints;
};

// Two words one after the other that mean more than each.
constexpr Pair pairs[] = {
    {"article", "body", hint_body},
    {"article", "content", hint_body},
    {"article", "text", hint_body},
    {"article", "copy", hint_body},
    {"story", "body", hint_body},
    {"story", "content", hint_body},
    {"story", "text", hint_body},
    {"post", "content", hint_body},
    {"post", "body", hint_body},
    {"post", "text", hint_body},
    {"entry", "content", hint_body},
    {"entry", "body", hint_body},
    {"entry", "text", hint_body},
    {"body", "text", hint_body},
    {"body", "copy", hint_body},
    {"body", "content", hint_body},
    {"content", "body", hint_body},
    {"rich", "text", hint_body},
    {"news", "body", hint_body},
    {"news", "text", hint_body},
    {"news", "content", hint_body},
    {"page", "content", hint_content},
    {"main", "content", hint_content},
    {"blog", "content", hint_body},
    {"text", "content", hint_body},
    {"read", "more", hint_links},
    {"see", "also", hint_links},
    {"more", "from", hint_links},
    {"most", "read", hint_links},
    {"up", "next", hint_links},
    {"read", "next", hint_links},
    {"also", "read", hint_links},
    {"more", "stories", hint_links},
    {"more", "news", hint_links},
    {"table", "contents", hint_links},
    {"of", "contents", hint_links},
    {"jump", "links", hint_links},
    {"key", "takeaways", 0},
    {"sign", "up", hint_share},
    {"log", "in", hint_share},
    {"sign", "in", hint_share},
    {"opt", "in", hint_share},
    {"call", "action", hint_share},
    {"to", "action", hint_share},
    {"pull", "quote", hint_side},
    {"fact", "box", hint_side},
    {"screen", "reader", hint_hidden},
    {"visually", "hidden", hint_hidden},
    {"sr", "only", hint_hidden},
    {"read", "time", hint_about},
    {"reading", "time", hint_about},
    {"time", "to", hint_about},
    {"last", "updated", hint_about},
    {"widget", "area", hint_side},
    {"is", "hidden", hint_hidden},
    {"element", "invisible", hint_hidden},
    {"social", "links", hint_share},
    {"post", "date", hint_about},
    {"article", "date", hint_about},
    {"published", "date", hint_about},
    {"date", "published", hint_about},
    {"entry", "date", hint_about},
    {"side", "bar", hint_side},
    {"right", "rail", hint_side},
    {"left", "rail", hint_side},
    {"popular", "posts", hint_links},
    {"latest", "posts", hint_links},
    {"latest", "news", hint_links},
    {"recent", "posts", hint_links},
    {"other", "news", hint_links},
    {"other", "articles", hint_links},
    {"similar", "articles", hint_links},
    {"similar", "posts", hint_links},
    {"more", "articles", hint_links},
    {"more", "posts", hint_links},
    {"story", "list", hint_links},
    {"follow", "us", hint_share},
    {"image", "text", hint_caption},
    {"image", "description", hint_caption},
    {"wp", "caption", hint_caption},
    {"photo", "info", hint_caption},
    {"post", "category", hint_about},
    {"entry", "category", hint_about},
    {"article", "category", hint_about},
    {"post", "tag", hint_about},
    {"article", "tag", hint_about},
    {"cat", "links", hint_about},
    {"you", "may", hint_links},
    {"might", "like", hint_links},
    {"may", "like", hint_links},
};

// Words and pairs are found by hash, which grows with a word's letters; a pair's is of both.
constexpr std::uint32_t hash_start = 0x811C9DC5u;

constexpr std::uint32_t hashed(std::uint32_t hash, char c) {
    return (hash ^ static_cast<unsigned char>(c)) * 0x01000193u;
}

constexpr std::uint32_t hash_of(std::string_view word) {
    std::uint32_t hash = hash_start;
    for (const char c : word) hash = hashed(hash, c);
    return hash;
}

constexpr std::uint32_t hash_of(std::uint32_t first, std::uint32_t second) {
    return (first << 7 | first >> 25) ^ second;
}

/// Open addressing; a slot has the hash and the place of an entry, from 1.
template <std::size_t slots>
struct Index {
    struct Slot {
        std::uint32_t hash = 0;
        std::uint16_t place = 0;
    };
    std::array<Slot, slots> table{};

    constexpr void add(std::uint32_t hash, std::size_t place) {
        std::size_t slot = (hash ^ hash >> 15) % slots;
        while (table[slot].place != 0) slot = (slot + 1) % slots;
        table[slot] = {hash, static_cast<std::uint16_t>(place + 1)};
    }
    std::size_t find(std::uint32_t hash) const {
        for (std::size_t slot = (hash ^ hash >> 15) % slots; table[slot].place != 0; slot = (slot + 1) % slots)
            if (table[slot].hash == hash) return table[slot].place;
        return 0;
    }
};

constexpr auto word_index = [] {
    Index<1024> index;
    for (std::size_t i = 0; i < std::size(words); ++i) index.add(hash_of(words[i].word), i);
    return index;
}();

constexpr auto pair_index = [] {
    Index<256> index;
    for (std::size_t i = 0; i < std::size(pairs); ++i)
        index.add(hash_of(hash_of(pairs[i].first), hash_of(pairs[i].second)), i);
    return index;
}();

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

std::uint16_t hints_of(std::string_view value) {
    constexpr std::size_t longest = 24;
    char letters[2][longest];
    std::size_t sizes[2] = {0, 0};  // of the word that is read, and of the one before it
    std::uint32_t hashes[2] = {hash_start, hash_start};
    int now = 0;
    std::uint16_t hints = 0;
    const auto end_word = [&] {
        const int before = 1 - now;
        const std::string_view word(letters[now], sizes[now]), former(letters[before], sizes[before]);
        if (const std::size_t place = word_index.find(hashes[now]); place && words[place - 1].word == word)
            hints |= words[place - 1].hints;
        if (!former.empty())
            if (const std::size_t place = pair_index.find(hash_of(hashes[before], hashes[now]));
                place && pairs[place - 1].first == former && pairs[place - 1].second == word)
                hints |= pairs[place - 1].hints;
        now = before;
        sizes[now] = 0, hashes[now] = hash_start;
    };
    for (std::size_t i = 0; i < value.size() && i < 512; ++i) {
        const char c = value[i];
        if (!is_letter(c)) {
            if (sizes[now] > 0) end_word();
            if (is_space(c)) sizes[1 - now] = 0;
            continue;
        }
        if (is_upper(c) && sizes[now] > 0 && !is_upper(value[i - 1])) end_word();
        if (sizes[now] == longest) continue;
        letters[now][sizes[now]++] = lower(c);
        hashes[now] = hashed(hashes[now], lower(c));
    }
    if (sizes[now] > 0) end_word();
    return hints;
}

}  // namespace dragoman::story::page
