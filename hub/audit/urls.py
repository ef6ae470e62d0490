from django.urls import path

from hub.audit import views

urlpatterns = [
    path("office/log/", views.audit_log, name="audit_log"),
    path("office/log/state/", views.audit_state, name="audit_state"),
    path("office/log/<int:number>/", views.audit_event, name="audit_event"),
    path("office/log/<int:number>/private/", views.audit_private, name="audit_private"),
    path("office/log/<int:number>/proof/", views.audit_proof, name="audit_proof"),
]
