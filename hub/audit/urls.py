from django.urls import path

from hub.audit import views

urlpatterns = [path("office/log/", views.audit_log, name="audit_log")]
