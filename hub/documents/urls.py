from django.urls import path

from hub.documents import views

urlpatterns = [
    path("office/translations/", views.translations, name="translations"),
    path("office/translations/<int:pk>/", views.translation_page, name="translation"),
    path("office/translations/<int:pk>/take/", views.translation_take, name="translation_take"),
    path("translations/<int:pk>/source/", views.translation_source, name="translation_source"),
    path("translations/<int:pk>/result/", views.translation_result, name="translation_result"),
]
