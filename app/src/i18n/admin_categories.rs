//! Texts of the categories that admins keep.

use super::{isolated, texts};

texts! {
    /// Said by the admin's page of categories.
    AdminCategoriesTexts over admin::AdminTexts {
        category: "Category", "Категория";
        in_russian: "In Russian", "По-русски";
        address: "Address", "Адрес";
        order: "Order", "Порядок";
        events_here: "Events", "События";
        new_category: "New category", "Новая категория";
        edit_this: "Change", "Изменить";
        back_to_categories: "All categories", "Все категории";
        no_categories_title: "No categories yet", "Категорий пока нет";
        no_categories_text: "Every event needs one: add the first.", "Категория нужна каждому событию: добавьте первую.";
        name: "Name in English", "Название по-английски";
        name_ru: "Name in Russian", "Название по-русски";
        name_ru_hint: "Without it people who read Russian see the English name.", "Без него читающие по-русски увидят английское название.";
        slug: "Address", "Адрес";
        slug_hint: "Small Latin letters, digits and hyphens. Left empty it is made from the name.", "Строчные латинские буквы, цифры и дефисы. Если оставить пустым, получится из названия.";
        position: "Place among the others", "Место среди других";
        position_hint: "From 0 to 10,000: small numbers come first, and of the same number the names decide.", "От 0 до 10 000: меньшие числа идут первыми, при равных порядок по названию.";
        save_category: "Save the category", "Сохранить категорию";
        merge_title: "Merge into another one", "Объединить с другой";
        merge_text: "Its events go there, the category itself goes away, and its address leads to the other one. This cannot be undone.", "Её события перейдут туда, сама категория исчезнет, а её адрес будет вести к другой. Отменить это нельзя.";
        merge_into: "Into", "С какой";
        choose_one: "Choose a category", "Выберите категорию";
        merge_now: "Merge", "Объединить";
        delete_title: "Delete", "Удалить";
        delete_text: "No event is in it.", "Событий в ней нет.";
        delete_now: "Delete the category", "Удалить категорию";
    }
}

impl AdminCategoriesTexts {
    pub fn edit_category(&self, name: &str) -> String {
        format!("{}: {}", self.edit_this, isolated(name))
    }
}
