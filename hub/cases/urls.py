"""Addresses of cases."""

from django.urls import path

from hub.cases import (
    act_views,
    answer_views,
    application_views,
    case_views,
    list_views,
    office_views,
    unmask_views,
)

urlpatterns = [
    path("cabinet/", list_views.cabinet, name="cabinet"),
    path("office/work/", list_views.worklist, name="worklist"),
    path("office/cases/", list_views.all_cases, name="all_cases"),
    path("cases/begin/<str:procedure>/<str:bin>/", application_views.begin, name="begin"),
    path("cases/<uuid:case_id>/", case_views.case, name="case"),
    path("cases/<uuid:case_id>/filed/<int:number>/", case_views.filing, name="filing"),
    path("cases/<uuid:case_id>/filed/<int:number>/personal/", unmask_views.unmask, name="unmask"),
    path("cases/<uuid:case_id>/compare/", case_views.compare, name="compare"),
    path("cases/<uuid:case_id>/documents/<uuid:file_id>/", case_views.document, name="document"),
    path("cases/<uuid:case_id>/parts/<str:key>/", application_views.part, name="part"),
    path("cases/<uuid:case_id>/parts/<str:key>/autosave/", application_views.autosave, name="autosave"),
    path("cases/<uuid:case_id>/documents/add/<str:slot>/", application_views.attach, name="attach"),
    path("cases/<uuid:case_id>/documents/remove/<int:attachment_id>/", application_views.detach, name="detach"),
    path("cases/<uuid:case_id>/review/", application_views.review, name="review"),
    path("cases/<uuid:case_id>/answers/", answer_views.answers, name="answers"),
    path("cases/<uuid:case_id>/again/", application_views.again, name="again"),
    path("cases/<uuid:case_id>/acts/<str:act>/", act_views.act, name="act"),
    path("cases/<uuid:case_id>/remarks/", office_views.remarks, name="remarks"),
    path("cases/<uuid:case_id>/remarks/<int:remark_id>/drop/", office_views.drop_remark, name="drop_remark"),
    path("cases/<uuid:case_id>/checklist/", office_views.checklist, name="checklist"),
    path("cases/<uuid:case_id>/translate/", office_views.translate, name="translate"),
    path("cases/<uuid:case_id>/take/", office_views.take, name="take"),
]
