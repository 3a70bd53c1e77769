"""Design system: components without state, one per file."""

from asystec_web.ui.button import ghost_button, primary_button
from asystec_web.ui.card import card, feature_list, plan_card, plan_cards, price
from asystec_web.ui.checkbox_field import checkbox_field, revealing
from asystec_web.ui.choice_made import choice_made
from asystec_web.ui.connection_overlay import connection_overlay
from asystec_web.ui.counter import counter
from asystec_web.ui.documents_field import documents_field, pasted_field
from asystec_web.ui.drawing import drawing
from asystec_web.ui.error_boundary import error_boundary
from asystec_web.ui.error_summary import error_summary
from asystec_web.ui.every import every
from asystec_web.ui.finding import finding
from asystec_web.ui.frame import demo_ribbon
from asystec_web.ui.glance_box import glance_box
from asystec_web.ui.guide_panel import guide_link, guide_panel
from asystec_web.ui.head import head_components
from asystec_web.ui.invoice_field import invoice_field
from asystec_web.ui.key_file_field import key_file_field
from asystec_web.ui.link import ghost_link, link_button, text_link
from asystec_web.ui.logo import logo
from asystec_web.ui.more import more
from asystec_web.ui.native_form import native_form
from asystec_web.ui.notice import notice, tag
from asystec_web.ui.number_row import number_row
from asystec_web.ui.password_field import password_field
from asystec_web.ui.paste_box import paste_box
from asystec_web.ui.plain_layout import plain_layout
from asystec_web.ui.radio_toggle import radio_toggle
from asystec_web.ui.round_button import round_button
from asystec_web.ui.rows import row, rows
from asystec_web.ui.search_field import choice, choices, search_field, search_input
from asystec_web.ui.section import definition_list, field_grid, section
from asystec_web.ui.select_field import Option, select_field
from asystec_web.ui.session_form import session_form
from asystec_web.ui.status import status
from asystec_web.ui.step_form import step_form
from asystec_web.ui.step_layout import step_layout
from asystec_web.ui.suggestion import suggestion
from asystec_web.ui.text_field import text_field

__all__ = [
    "Option",
    "card",
    "checkbox_field",
    "choice",
    "choice_made",
    "choices",
    "connection_overlay",
    "counter",
    "definition_list",
    "demo_ribbon",
    "documents_field",
    "drawing",
    "error_boundary",
    "error_summary",
    "every",
    "feature_list",
    "field_grid",
    "finding",
    "ghost_button",
    "ghost_link",
    "glance_box",
    "guide_link",
    "guide_panel",
    "head_components",
    "invoice_field",
    "key_file_field",
    "link_button",
    "logo",
    "more",
    "native_form",
    "notice",
    "number_row",
    "password_field",
    "paste_box",
    "pasted_field",
    "plain_layout",
    "plan_card",
    "plan_cards",
    "price",
    "primary_button",
    "radio_toggle",
    "revealing",
    "round_button",
    "row",
    "rows",
    "search_field",
    "search_input",
    "section",
    "select_field",
    "session_form",
    "status",
    "step_form",
    "step_layout",
    "suggestion",
    "tag",
    "text_field",
    "text_link",
]
